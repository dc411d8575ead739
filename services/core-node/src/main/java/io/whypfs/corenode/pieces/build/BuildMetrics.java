package io.whypfs.corenode.pieces.build;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts builds of pieces. */
final class BuildMetrics {

    private final Timer ready;
    private final Counter delayed;
    private final Counter bytes;

    BuildMetrics(MeterRegistry metrics) {
        this.ready = Timer.builder("whypfs.pieces.builds")
                .description("Pieces that were built, and how long the attempt took that succeeded")
                .register(metrics);
        this.delayed = Counter.builder("whypfs.pieces.builds.delayed")
                .description("Attempts to build a piece that failed and are repeated")
                .register(metrics);
        this.bytes = Counter.builder("whypfs.pieces.built.bytes")
                .description("Lengths of the CARs that were laid out, summed")
                .register(metrics);
    }

    void ready(long nanos, long carBytes) {
        ready.record(nanos, TimeUnit.NANOSECONDS);
        bytes.increment(carBytes);
    }

    void delayed() {
        delayed.increment();
    }
}
