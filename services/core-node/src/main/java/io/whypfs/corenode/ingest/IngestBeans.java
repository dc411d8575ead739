package io.whypfs.corenode.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.corenode.http.ByteThreads;
import io.whypfs.corenode.pins.PinWriter;
import io.whypfs.corenode.registry.CoreId;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the doors through which bytes come in. */
@Singleton
final class IngestBeans {

    @Produces
    @Singleton
    Ingestion ingestion(Blockstore store, PinWriter pins, CoreId id, IngestConfig config, MeterRegistry metrics) {
        return new Ingestion(store, pins, id.value(), UploadLimits.of(config), new IngestMetrics(metrics));
    }

    void mount(@Observes Router router, ByteThreads threads, Ingestion ingestion, ObjectMapper json) {
        new IngestRoutes(ingestion, json).mount(router, threads);
    }
}
