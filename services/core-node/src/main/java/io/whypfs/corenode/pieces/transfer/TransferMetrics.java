package io.whypfs.corenode.pieces.transfer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what passes through {@code /pieces}. */
final class TransferMetrics {

    private final MeterRegistry metrics;
    private final Counter served;
    private final Counter relayed;

    TransferMetrics(MeterRegistry metrics, TransferGate gate) {
        this.metrics = metrics;
        this.served = Counter.builder("whypfs.pieces.served.bytes")
                .description("Bytes of pieces that were made from this core's blocks and sent")
                .register(metrics);
        this.relayed = Counter.builder("whypfs.pieces.relayed.bytes")
                .description("Bytes of pieces that were passed on from their home core")
                .register(metrics);
        Gauge.builder("whypfs.pieces.transfers", gate, TransferGate::running)
                .description("Transfers of pieces that run just now")
                .register(metrics);
    }

    void served(int bytes) {
        served.increment(bytes);
    }

    void relayed(int bytes) {
        relayed.increment(bytes);
    }

    void refused(String reason) {
        Counter.builder("whypfs.pieces.refused")
                .description("Requests for pieces that were refused, by reason")
                .tag("reason", reason)
                .register(metrics)
                .increment();
    }
}
