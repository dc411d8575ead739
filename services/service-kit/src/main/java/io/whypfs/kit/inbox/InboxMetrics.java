package io.whypfs.kit.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of the records of one consumer: {@code whypfs_inbox_records_total}. */
final class InboxMetrics {

    private final Counter applied;
    private final Counter duplicate;
    private final Counter dead;

    InboxMetrics(MeterRegistry registry, String topic) {
        this.applied = counter(registry, topic, "applied");
        this.duplicate = counter(registry, topic, "duplicate");
        this.dead = counter(registry, topic, "dead");
    }

    void applied(int fresh, int all) {
        applied.increment(fresh);
        duplicate.increment(all - fresh);
    }

    void dead() {
        dead.increment();
    }

    private static Counter counter(MeterRegistry registry, String topic, String outcome) {
        return Counter.builder("whypfs.inbox.records")
                .description("Records consumed, by what became of them")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .register(registry);
    }
}
