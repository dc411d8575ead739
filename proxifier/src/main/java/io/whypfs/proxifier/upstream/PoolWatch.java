package io.whypfs.proxifier.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a pool's members and their health current: resolves names every {@code dnsInterval} and asks each member for
 * {@code /q/health/ready} every {@code probeInterval}. A name that cannot be resolved keeps its last known addresses.
 */
public final class PoolWatch {

    /** How often, and how long to wait. */
    public record Rhythm(Duration probeInterval, Duration probeTimeout, Duration dnsInterval) {}

    static final String READY_PATH = "/q/health/ready";

    private static final Logger LOGGER = LoggerFactory.getLogger(PoolWatch.class);

    private final Vertx vertx;
    private final UpstreamPool pool;
    private final List<UpstreamSource> sources;
    private final AddressLookup lookup;
    private final Rhythm rhythm;
    private final HttpClient client;
    private final Set<UpstreamAddress> beingProbed = ConcurrentHashMap.newKeySet();
    private final Map<UpstreamSource.Dns, List<UpstreamAddress>> lastKnown = new HashMap<>();
    private final List<Long> timers = new ArrayList<>();
    private volatile boolean stopped;

    public PoolWatch(
            Vertx vertx, UpstreamPool pool, List<UpstreamSource> sources, AddressLookup lookup, Rhythm rhythm) {
        this.vertx = vertx;
        this.pool = pool;
        this.sources = List.copyOf(sources);
        this.lookup = lookup;
        this.rhythm = rhythm;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(rhythm.probeTimeout().toMillis()))
                .setMaxPoolSize(1));
    }

    /** Completes after the first round of probes, whatever it found. */
    public synchronized Future<Void> start() {
        boolean named = sources.stream().anyMatch(UpstreamSource.Dns.class::isInstance);
        if (named) {
            timers.add(vertx.setPeriodic(rhythm.dnsInterval().toMillis(), _ -> resolve()));
        }
        timers.add(vertx.setPeriodic(rhythm.probeInterval().toMillis(), _ -> probeAll()));
        return resolve().compose(_ -> probeAll());
    }

    public synchronized Future<Void> stop() {
        stopped = true;
        timers.forEach(vertx::cancelTimer);
        timers.clear();
        return client.close();
    }

    private Future<Void> resolve() {
        return vertx.executeBlocking(() -> {
            pool.become(currentAddresses());
            return null;
        });
    }

    private synchronized List<UpstreamAddress> currentAddresses() {
        Set<UpstreamAddress> addresses = new LinkedHashSet<>();
        for (UpstreamSource source : sources) {
            switch (source) {
                case UpstreamSource.Fixed(UpstreamAddress address) -> addresses.add(address);
                case UpstreamSource.Dns dns -> addresses.addAll(resolve(dns));
            }
        }
        return List.copyOf(addresses);
    }

    private List<UpstreamAddress> resolve(UpstreamSource.Dns dns) {
        try {
            List<UpstreamAddress> found = lookup.addressesOf(dns.host()).stream()
                    .map(host -> new UpstreamAddress(host, dns.port()))
                    .toList();
            lastKnown.put(dns, found);
            return found;
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("host", dns.host())
                    .addKeyValue("error", e.toString())
                    .log("name cannot be resolved, its last known addresses stay");
            return lastKnown.getOrDefault(dns, List.of());
        }
    }

    private Future<Void> probeAll() {
        List<Future<Void>> probes = new ArrayList<>();
        Set<UpstreamAddress> current = new HashSet<>();
        for (Upstream upstream : stopped ? List.<Upstream>of() : pool.members()) {
            if (current.add(upstream.address()) && beingProbed.add(upstream.address())) {
                probes.add(probe(upstream));
            }
        }
        return Future.join(probes).mapEmpty();
    }

    private Future<Void> probe(Upstream upstream) {
        RequestOptions ready = new RequestOptions(upstream.connectTo())
                .setMethod(HttpMethod.GET)
                .setURI(READY_PATH);
        return client.request(ready)
                .compose(request -> status(request).onFailure(_ -> request.reset()))
                .timeout(rhythm.probeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(status -> {
                    if (status == 200) {
                        upstream.probeSucceeded();
                    } else {
                        upstream.eject("its readiness check answers " + status);
                    }
                })
                .onFailure(error -> judge(upstream, error))
                .onComplete(_ -> beingProbed.remove(upstream.address()))
                .transform(_ -> Future.succeededFuture());
    }

    private static void judge(Upstream upstream, Throwable error) {
        boolean refused = error instanceof ConnectException && !(error instanceof ConnectTimeoutException);
        if (refused || error instanceof UnknownHostException) {
            upstream.eject("it does not accept connections");
        } else if (error instanceof TimeoutException || error instanceof ConnectTimeoutException) {
            upstream.probeMissed("its readiness check does not answer in time");
        } else {
            // A kept connection that the upstream closes just now is no illness yet.
            upstream.probeMissed("its readiness check is cut off");
        }
    }

    private Future<Integer> status(HttpClientRequest request) {
        return request.send()
                .compose(response -> response.body().map(_ -> response.statusCode()))
                .timeout(rhythm.probeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
