package io.whypfs.deals.deals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** How many deals are in each state: {@code whypfs_deals_count}, tagged {@code state}. */
@Singleton
final class DealMetrics {

    private static final Logger LOG = Logger.getLogger(DealMetrics.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
    private static final List<String> STATES = List.of(
            "planned",
            "proposing",
            "accepted",
            "transferring",
            "transferred",
            "published",
            "sealing",
            "active",
            "rejected",
            "failed",
            "slashed",
            "expired");

    private final DealQueryRepository deals;
    private final Clock clock;
    private Instant counted = Instant.EPOCH;
    private Map<String, Long> counts = Map.of();
    private boolean isKnown;

    DealMetrics(DealQueryRepository deals, Clock clock) {
        this.deals = deals;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        for (String state : STATES) {
            Gauge.builder("whypfs.deals.count", this, metrics -> metrics.count(state))
                    .tag("state", state)
                    .description("Deals in this state")
                    .register(registry);
        }
    }

    /** Counted at most every few seconds; not a number while the database is away. */
    synchronized double count(String state) {
        Instant now = clock.instant();
        if (Duration.between(counted, now).abs().compareTo(COUNT_EVERY) >= 0) {
            counted = now;
            try {
                counts = deals.countByState();
                isKnown = true;
            } catch (DealStoreException e) {
                LOG.debugf("error=\"%s\"", e.getMessage());
                isKnown = false;
            }
        }
        return isKnown ? counts.getOrDefault(state, 0L) : Double.NaN;
    }
}
