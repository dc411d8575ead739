package io.whypfs.scheduler.contents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** How many contents wait for a bucket: {@code whypfs_scheduler_unassigned}. */
@Singleton
final class ContentMetrics {

    private static final Logger LOG = Logger.getLogger(ContentMetrics.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final ContentRepository contents;
    private final Clock clock;
    private Instant counted = Instant.EPOCH;
    private double unassigned = Double.NaN;

    ContentMetrics(ContentRepository contents, Clock clock) {
        this.contents = contents;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("whypfs.scheduler.unassigned", this, ContentMetrics::unassigned)
                .description("Contents that wait for a bucket")
                .register(registry);
    }

    /** Counted at most every few seconds, however often it is scraped; not a number while the database is away. */
    synchronized double unassigned() {
        Instant now = clock.instant();
        if (Duration.between(counted, now).compareTo(COUNT_EVERY) >= 0) {
            counted = now;
            try {
                unassigned = QuarkusTransaction.requiringNew().call(contents::countUnassigned);
            } catch (RuntimeException e) {
                LOG.debugf(e, "error=\"unassigned contents cannot be counted\"");
                unassigned = Double.NaN;
            }
        }
        return unassigned;
    }
}
