package io.whypfs.scheduler.contents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.scheduler.contents.ContentRepository.Backlog;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How many contents wait: {@code whypfs_scheduler_unassigned}, {@code _oversize}, {@code _oldest_seconds}. */
@Singleton
final class ContentMetrics {

    private static final Logger LOG = Logger.getLogger(ContentMetrics.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final ContentRepository contents;
    private final Clock clock;
    private Instant counted = Instant.EPOCH;
    private @Nullable Backlog backlog;

    ContentMetrics(ContentRepository contents, Clock clock) {
        this.contents = contents;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        gauge(registry, "unassigned", "Contents that wait for a bucket", Backlog::unassigned);
        gauge(registry, "oversize", "Contents that are too large for a piece", Backlog::oversize);
        gauge(registry, "oldest.seconds", "How long the oldest of them has waited", this::ageOfOldest);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Backlog> value) {
        Gauge.builder("whypfs.scheduler." + name, this, metrics -> metrics.read(value))
                .description(what)
                .register(registry);
    }

    private double ageOfOldest(Backlog waiting) {
        return waiting.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    /** Counted at most every few seconds, however often it is scraped; not a number while the database is away. */
    private synchronized double read(ToDoubleFunction<Backlog> value) {
        Instant now = clock.instant();
        if (Duration.between(counted, now).abs().compareTo(COUNT_EVERY) >= 0) {
            counted = now;
            try {
                backlog = QuarkusTransaction.requiringNew().call(contents::backlog);
            } catch (RuntimeException e) {
                LOG.debugf(e, "error=\"waiting contents cannot be counted\"");
                backlog = null;
            }
        }
        return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
    }
}
