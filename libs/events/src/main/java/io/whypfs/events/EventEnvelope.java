package io.whypfs.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event and what a consumer needs to take it once and in order.
 *
 * @param id names this telling of the fact; a fact told again by its owner has a new id, a redelivery has the same
 * @param sequence counts per key, from 1; telling a fact again keeps its sequence
 * @param time when the fact became true
 * @param traceParent W3C trace context of the request that caused it
 * @param data the fact
 */
public record EventEnvelope(
        UUID id, long sequence, Instant time, @Nullable String traceParent, Event data) {

    public EventEnvelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(data, "data");
        if (sequence < 1) {
            throw new IllegalArgumentException("The sequence of an event begins at 1, not " + sequence + ".");
        }
    }

    /** An envelope with a new id. */
    public static EventEnvelope of(Event data, long sequence, Instant time, @Nullable String traceParent) {
        return new EventEnvelope(UUID.randomUUID(), sequence, time, traceParent, data);
    }

    public String type() {
        return data.type();
    }

    public int version() {
        return data.version();
    }

    public String key() {
        return data.key();
    }

    public String topic() {
        return data.topic();
    }
}
