package io.whypfs.scheduler.gc;

import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketKind;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.Ledger;
import io.whypfs.scheduler.buckets.SpanText;
import io.whypfs.scheduler.buckets.Transactions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Retires old buckets. Plain; needs only its ports. */
public final class Retirement {

    private static final int AT_ONCE = 500;

    private final Duration age;
    private final Clock clock;

    /** @param age how long after its completion, or how long empty */
    public Retirement(Duration age, Clock clock) {
        this.age = age;
        this.clock = clock;
    }

    /** Retires what is old, unless it is told to stop; gives how many. */
    public int retireAll(Transactions transactions, BooleanSupplier stop) throws SQLException {
        Instant now = clock.instant();
        int retired = 0;
        for (UUID bucket : transactions.run(ledger -> ledger.dueForRetirement(now.minus(age), AT_ONCE))) {
            if (!stop.getAsBoolean()) {
                retired += transactions.run(ledger -> retire(ledger, bucket, now)) ? 1 : 0;
            }
        }
        return retired;
    }

    private boolean retire(Ledger ledger, UUID uuid, Instant now) throws SQLException {
        Optional<Bucket> bucket = ledger.lock(uuid)
                .filter(found -> !found.since().isAfter(now.minus(age)) && (isUnused(found) || isCompleted(found)));
        if (bucket.isPresent()) {
            String because = isCompleted(bucket.get())
                    ? "It was completed at " + bucket.get().since() + ", longer than " + SpanText.of(age) + " ago."
                    : "Nothing has been in it since " + bucket.get().since() + ", longer than " + SpanText.of(age)
                            + ".";
            ledger.save(bucket.get().retired(now, because));
        }
        return bucket.isPresent();
    }

    private static boolean isCompleted(Bucket bucket) {
        return bucket.state() == BucketState.completed;
    }

    private static boolean isUnused(Bucket bucket) {
        return bucket.state().takesContents()
                && bucket.fill().isEmpty()
                && bucket.identity().kind() == BucketKind.dedicated;
    }
}
