package io.whypfs.corenode.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.corenode.pins.Pin;

/** Counts what has been stored. */
final class IngestMetrics {

    private final Counter bytes;
    private final Counter blocks;
    private final Counter uploads;

    IngestMetrics(MeterRegistry metrics) {
        this.bytes = Counter.builder("whypfs.ingest.bytes")
                .description("File bytes of the uploads that were stored")
                .register(metrics);
        this.blocks = Counter.builder("whypfs.blocks.written")
                .description("Blocks of the uploads that were stored, those that were there already included")
                .register(metrics);
        this.uploads = Counter.builder("whypfs.ingest.uploads")
                .description("Uploads that were stored")
                .register(metrics);
    }

    void onStored(Pin pin) {
        bytes.increment(pin.fileBytes());
        blocks.increment(pin.blockCount());
        uploads.increment();
    }
}
