package io.whypfs.corenode.registry;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.corenode.storage.Storage;
import io.whypfs.kit.health.Degraded;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/** Wires the registry and keeps the heart beating from start to end. */
@Singleton
final class RegistryBeans {

    private final NodeConfig config;
    private final Clock clock;
    private final Instant startedAt;

    RegistryBeans(NodeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Produces
    @Singleton
    Registry registry(CoreId id) {
        return new Registry(id.value(), clock, config.lostAfter());
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(DataSource dataSource, Registry registry, CoreId id, Storage storage, Degraded degraded) {
        return new Heartbeat(
                new NodesRepository(dataSource), registry, degraded, isDraining -> self(id, storage, isDraining));
    }

    private Node self(CoreId id, Storage storage, boolean isDraining) throws IOException {
        return new Node(
                id.value(),
                config.url().toString(),
                isDraining,
                storage.freeBytes(),
                storage.store().reserveBytes(),
                storage.store().blockCount(),
                startedAt,
                clock.instant());
    }

    void start(@Observes StartupEvent event, Heartbeat heartbeat) {
        check(config);
        heartbeat.start(config.heartbeat());
    }

    private static void check(NodeConfig config) {
        if (!config.url().toString().matches("https?://[^/]+/?")) {
            throw new IllegalArgumentException("The setting whypfs.node.url=" + config.url()
                    + " must be the root of an http or https address that the other services reach.");
        }
        if (config.heartbeat().toMillis() < 1 || config.lostAfter().compareTo(config.heartbeat()) <= 0) {
            throw new IllegalArgumentException("The setting whypfs.node.lost-after=" + config.lostAfter()
                    + " must be longer than whypfs.node.heartbeat=" + config.heartbeat() + ", and both positive.");
        }
    }

    void stop(@Observes ShutdownEvent event, Heartbeat heartbeat) {
        heartbeat.close();
    }
}
