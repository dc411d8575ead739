package io.whypfs.scheduler.buckets;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.scheduler.buckets.BucketRepository.BucketCounts;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How many buckets there are, and how full their pieces: {@code whypfs_scheduler_buckets} by state, {@code
 * whypfs_scheduler_piece_bytes}, {@code whypfs_scheduler_waste_bytes}.
 */
@Singleton
final class BucketMetrics {

    private static final Logger LOG = Logger.getLogger(BucketMetrics.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final JdbcTransactions transactions;
    private final Clock clock;
    private final BucketRepository buckets = new BucketRepository();
    private Instant counted = Instant.EPOCH;
    private @Nullable BucketCounts counts = BucketCounts.NONE;

    BucketMetrics(JdbcTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        for (BucketState state : BucketState.values()) {
            gauge("whypfs.scheduler.buckets", found -> found.byState().getOrDefault(state, 0L))
                    .tag("state", state.name())
                    .description("Buckets in this state")
                    .register(registry);
        }
        gauge("whypfs.scheduler.piece.bytes", BucketCounts::pieceBytes)
                .description("Padded sizes of all built pieces")
                .register(registry);
        gauge("whypfs.scheduler.waste.bytes", BucketCounts::wasteBytes)
                .description("Padding in all built pieces")
                .register(registry);
    }

    private Gauge.Builder<BucketMetrics> gauge(String name, ToDoubleFunction<BucketCounts> value) {
        return Gauge.builder(name, this, metrics -> metrics.read(value));
    }

    /** Counted at most every few seconds, however often it is scraped; not a number while the database is away. */
    private synchronized double read(ToDoubleFunction<BucketCounts> value) {
        Instant now = clock.instant();
        if (Duration.between(counted, now).abs().compareTo(COUNT_EVERY) >= 0) {
            counted = now;
            try {
                counts = transactions.onConnection(buckets::counts);
            } catch (SQLException e) {
                LOG.debugf(e, "error=\"buckets cannot be counted\"");
                counts = null;
            }
        }
        return counts == null ? Double.NaN : value.applyAsDouble(counts);
    }
}
