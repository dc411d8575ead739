package io.whypfs.scheduler.checker;

import io.whypfs.events.BucketAudited;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketRules;
import io.whypfs.scheduler.buckets.BucketStanding;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.DealCount;
import io.whypfs.scheduler.buckets.Ledger;
import io.whypfs.scheduler.buckets.Transactions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Completes and audits buckets. Plain; needs only its ports. */
public final class Checker {

    private static final int AT_ONCE = 500;

    private final BucketRules rules;
    private final Clock clock;

    public Checker(BucketRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param completed buckets that have their deals now
     * @param audited buckets of which it was told that deals are missing
     */
    public record Report(int completed, int audited) {}

    /** Looks at each bucket that may have changed, unless it is told to stop; a transaction per bucket. */
    public Report check(Transactions transactions, BooleanSupplier stop) throws SQLException {
        Instant now = clock.instant();
        int completed = 0;
        for (UUID bucket : transactions.run(ledger -> ledger.dueForCompletion(rules.copies(), AT_ONCE))) {
            if (!stop.getAsBoolean()) {
                completed += transactions.run(ledger -> complete(ledger, bucket, now)) ? 1 : 0;
            }
        }
        Instant before = now.minus(rules.auditPeriod());
        int audited = 0;
        List<UUID> due = transactions.run(ledger -> ledger.dueForAudit(rules.copies(), before, AT_ONCE));
        for (UUID bucket : due) {
            if (!stop.getAsBoolean()) {
                audited += transactions.run(ledger -> audit(ledger, bucket, now)) ? 1 : 0;
            }
        }
        return new Report(completed, audited);
    }

    private boolean complete(Ledger ledger, UUID uuid, Instant now) throws SQLException {
        Optional<Bucket> bucket = ledger.lock(uuid)
                .filter(found ->
                        found.state() == BucketState.ready && found.deals().active() >= rules.copies());
        if (bucket.isPresent()) {
            ledger.save(bucket.get().completed(now));
        }
        return bucket.isPresent();
    }

    private boolean audit(Ledger ledger, UUID uuid, Instant now) throws SQLException {
        Optional<Bucket> found = ledger.lock(uuid).filter(bucket -> auditIsDue(bucket, now));
        if (found.isEmpty()) {
            return false;
        }
        Bucket bucket = found.get();
        DealCount deals = bucket.deals();
        BucketAudited fact = new BucketAudited(
                uuid,
                rules.copies(),
                deals.live(),
                deals.missing(rules.copies()),
                BucketStanding.auditWords(bucket, rules.copies()));
        Bucket audited = bucket.with(new DealCount(deals.live(), deals.active(), now));
        ledger.save(ledger.tell(audited, List.of(fact), now));
        return true;
    }

    private boolean auditIsDue(Bucket bucket, Instant now) {
        Instant last = bucket.deals().auditedAt();
        boolean hasHadDeals = bucket.state() == BucketState.completed
                || (bucket.state() == BucketState.retired && bucket.piecework().piece() != null);
        return hasHadDeals
                && bucket.deals().missing(rules.copies()) > 0
                && (last == null || !last.plus(rules.auditPeriod()).isAfter(now));
    }
}
