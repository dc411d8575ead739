package io.whypfs.kit.inbox;

import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.EventFormatException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it came from the topic, and what it turned out to be. */
sealed interface ReceivedRecord {

    ConsumerRecord<byte[], byte[]> raw();

    /** A record that holds an event. */
    record Readable(ConsumerRecord<byte[], byte[]> raw, EventEnvelope envelope) implements ReceivedRecord {}

    /** A record that can never be processed. */
    record Poison(ConsumerRecord<byte[], byte[]> raw, String reason) implements ReceivedRecord {}

    static ReceivedRecord decode(EventCodec codec, ConsumerRecord<byte[], byte[]> raw) {
        try {
            return new Readable(raw, codec.decode(raw.value()));
        } catch (EventFormatException e) {
            return new Poison(raw, String.valueOf(e.getMessage()));
        }
    }
}
