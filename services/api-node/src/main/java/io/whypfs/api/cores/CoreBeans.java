package io.whypfs.api.cores;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.whypfs.api.config.CoresConfig;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the view of the registry and keeps it fresh. */
@Singleton
final class CoreBeans {

    @Produces
    @Singleton
    CoreRegistry registry(InternalClient client, CoresConfig config) {
        return new CoreRegistry(
                client, config.urls().stream().map(Endpoint::of).toList(), config.avoid(), Ticker.systemTicker());
    }

    void keepFresh(@Observes StartupEvent start, CoreRegistry registry, CoresConfig config, Vertx vertx) {
        vertx.runOnContext(first -> registry.refresh());
        vertx.setPeriodic(config.refresh().toMillis(), again -> registry.refresh());
    }
}
