package io.whypfs.scheduler.processor;

import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.Ledger;
import io.whypfs.scheduler.buckets.Sealing;
import io.whypfs.scheduler.buckets.SealingRule;
import io.whypfs.scheduler.buckets.Transactions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Seals what is due. Plain; needs only its ports. */
public final class Processor {

    private static final int AT_ONCE = 100;

    private final Clock clock;

    public Processor(Clock clock) {
        this.clock = clock;
    }

    /** Seals every bucket that is due now, unless it is told to stop; gives how many. */
    public int sealAll(Transactions transactions, BooleanSupplier stop) throws SQLException {
        Instant now = clock.instant();
        int sealed = 0;
        List<UUID> due = transactions.run(ledger -> ledger.dueForSealing(now, AT_ONCE));
        while (!due.isEmpty()) {
            for (UUID bucket : due) {
                if (stop.getAsBoolean()) {
                    return sealed;
                }
                sealed += transactions.run(ledger -> sealIfDue(ledger, bucket, now)) ? 1 : 0;
            }
            due = due.size() < AT_ONCE ? List.of() : transactions.run(ledger -> ledger.dueForSealing(now, AT_ONCE));
        }
        return sealed;
    }

    /** Decides again under the lock: meanwhile it may have been sealed, emptied or paused. */
    private static boolean sealIfDue(Ledger ledger, UUID uuid, Instant now) throws SQLException {
        Optional<Bucket> bucket = ledger.lock(uuid);
        Optional<String> because = bucket.flatMap(found -> SealingRule.decide(found, now));
        if (because.isEmpty()) {
            return false;
        }
        Sealing.seal(ledger, bucket.get(), because.get(), now);
        return true;
    }
}
