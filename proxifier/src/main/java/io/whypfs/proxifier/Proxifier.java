package io.whypfs.proxifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.whypfs.proxifier.frontend.FrontDoor;
import io.whypfs.proxifier.frontend.Traffic;
import io.whypfs.proxifier.upstream.PoolWatch;
import io.whypfs.proxifier.upstream.UpstreamPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts and stops the parts with the application. */
@ApplicationScoped
public class Proxifier {

    private final FrontDoor door;
    private final Map<String, UpstreamPool> pools = new LinkedHashMap<>();
    private final List<PoolWatch> watches = new ArrayList<>();

    Proxifier(
            Vertx vertx,
            MeterRegistry registry,
            ProxifierConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        ProxifierSetup setup = setup(config, host, port);
        Traffic traffic = new Traffic(registry);
        setup.sources().forEach((name, sources) -> {
            UpstreamPool pool = new UpstreamPool(name, traffic);
            pools.put(name, pool);
            watches.add(new PoolWatch(vertx, pool, sources, Proxifier::addressesOf, setup.rhythm()));
        });
        this.door = new FrontDoor(vertx, setup.door(), setup.routes(), pools, traffic);
    }

    void onStart(@Observes StartupEvent event) {
        // Without this the JVM keeps a name's addresses for 30 s, and the pool of a headless service lags behind.
        Security.setProperty("networkaddress.cache.ttl", "1");
        try {
            Future.join(watches.stream().map(PoolWatch::start).toList())
                    .compose(_ -> door.open())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalStateException closed ? stopsTheStart(closed) : e;
        }
    }

    private static ProxifierSetup setup(ProxifierConfig config, String host, int port) {
        try {
            return ProxifierSetup.from(config, host, port);
        } catch (IllegalArgumentException e) {
            throw stopsTheStart(e);
        }
    }

    /** Quarkus prints the message alone, without a stack, when this exception has no cause. */
    private static ConfigurationException stopsTheStart(RuntimeException because) {
        return new ConfigurationException(because.getMessage());
    }

    void onStop(@Observes ShutdownEvent event) {
        door.close()
                .compose(_ -> Future.join(watches.stream().map(PoolWatch::stop).toList()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    FrontDoor door() {
        return door;
    }

    Map<String, UpstreamPool> pools() {
        return pools;
    }

    private static List<String> addressesOf(String host) throws IOException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .map(InetAddress::getHostAddress)
                .toList();
    }
}
