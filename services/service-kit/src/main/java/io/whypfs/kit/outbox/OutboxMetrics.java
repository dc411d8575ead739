package io.whypfs.kit.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Meters of the relay: what waits, how long, and what was sent. Zero while another instance leads. */
final class OutboxMetrics {

    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
    private static final OutboxRepository.Backlog NOTHING = new OutboxRepository.Backlog(0, Optional.empty());

    private final Clock clock;
    private final Counter sent;
    private volatile OutboxRepository.Backlog backlog = NOTHING;
    private Instant counted = Instant.EPOCH;

    OutboxMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.sent = Counter.builder("whypfs.outbox.sent")
                .description("Facts acknowledged by the broker")
                .register(registry);
        Gauge.builder("whypfs.outbox.pending", this, metrics -> metrics.backlog.rows())
                .description("Facts that wait to be told")
                .register(registry);
        Gauge.builder("whypfs.outbox.oldest.seconds", this, OutboxMetrics::ageOfOldest)
                .description("Age of the oldest fact that waits")
                .register(registry);
    }

    /** Counts what waits, at most every few seconds. */
    void observe(Connection connection, OutboxRepository repository) throws SQLException {
        Instant now = clock.instant();
        if (Duration.between(counted, now).compareTo(COUNT_EVERY) >= 0) {
            backlog = repository.backlog(connection);
            counted = now;
        }
    }

    void sent(int rows) {
        sent.increment(rows);
    }

    void forget() {
        backlog = NOTHING;
    }

    private double ageOfOldest() {
        return backlog.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
