package io.whypfs.scheduler.buckets;

import io.whypfs.kit.problem.ProblemException;
import io.whypfs.scheduler.buckets.BucketRepository.BucketQuery;
import io.whypfs.scheduler.buckets.MembershipRepository.BucketContent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What other services may ask of buckets, each in a transaction of its own. */
public final class BucketDesk {

    private final JdbcTransactions transactions;
    private final BucketRules rules;
    private final NewBuckets drafts;
    private final Clock clock;
    private final BucketRepository buckets = new BucketRepository();
    private final MembershipRepository members = new MembershipRepository();

    public BucketDesk(JdbcTransactions transactions, BucketRules rules, NewBuckets drafts, Clock clock) {
        this.transactions = transactions;
        this.rules = rules;
        this.drafts = drafts;
        this.clock = clock;
    }

    @FunctionalInterface
    private interface Step {
        Bucket on(Ledger ledger, Bucket bucket, Instant now) throws SQLException;
    }

    BucketRules rules() {
        return rules;
    }

    BucketView make(BucketWish wish) throws SQLException {
        Instant now = clock.instant();
        return view(transactions.run(
                ledger -> ledger.create(drafts.dedicated(wish.user(), wish.name(), wish.core(), wish.terms(), now))));
    }

    List<BucketView> page(BucketQuery query) throws SQLException {
        List<Bucket> page = transactions.onConnection(connection -> buckets.page(connection, query));
        return page.stream().map(this::view).toList();
    }

    /** A bucket for answers; empty when there is none. */
    public Optional<BucketView> find(UUID uuid) throws SQLException {
        return transactions
                .onConnection(connection -> buckets.find(connection, uuid))
                .map(this::view);
    }

    /** The newest bucket of the line that this bucket belongs to; empty when there is no such line. */
    public Optional<BucketView> findNewestOfLine(UUID bucketOfLine) throws SQLException {
        return transactions
                .onConnection(connection -> buckets.findNewestOfLine(connection, bucketOfLine))
                .map(this::view);
    }

    List<BucketContent> contents(UUID uuid, long after, int limit) throws SQLException {
        return transactions.onConnection(connection -> {
            Bucket bucket = buckets.find(connection, uuid).orElseThrow(() -> unknown(uuid));
            return members.contents(connection, bucket.id(), after, limit);
        });
    }

    /** Seals a bucket now, paused or not. */
    BucketView seal(UUID uuid) throws SQLException {
        return step(uuid, (ledger, bucket, now) -> {
            requireState(bucket, bucket.state().takesContents(), "open or paused");
            if (bucket.fill().isEmpty()) {
                throw new ProblemException(
                        409, "bucket-empty", "Empty bucket", "The bucket " + uuid + " is empty; it is not sealed.");
            }
            return Sealing.seal(ledger, bucket, "Its owner asked for it.", now);
        });
    }

    BucketView pause(UUID uuid) throws SQLException {
        return step(uuid, (ledger, bucket, now) -> {
            if (bucket.state() == BucketState.paused) {
                return bucket;
            }
            requireState(bucket, bucket.state() == BucketState.open, "open");
            Bucket paused = bucket.paused(now);
            ledger.save(paused);
            return paused;
        });
    }

    BucketView resume(UUID uuid) throws SQLException {
        return step(uuid, (ledger, bucket, now) -> {
            if (bucket.state() == BucketState.open) {
                return bucket;
            }
            requireState(bucket, bucket.state() == BucketState.paused, "paused");
            Bucket resumed = bucket.resumed(now);
            ledger.save(resumed);
            return resumed;
        });
    }

    private BucketView step(UUID uuid, Step step) throws SQLException {
        Instant now = clock.instant();
        return view(transactions.run(
                ledger -> step.on(ledger, ledger.lock(uuid).orElseThrow(() -> unknown(uuid)), now)));
    }

    private BucketView view(Bucket bucket) {
        return BucketView.of(bucket, rules, clock.instant());
    }

    static ProblemException unknown(UUID uuid) {
        return new ProblemException(404, "unknown-bucket", "No such bucket", "There is no bucket " + uuid + ".");
    }

    private static void requireState(Bucket bucket, boolean fits, String wanted) {
        if (!fits) {
            throw new ProblemException(
                    409,
                    "bucket-state",
                    "Not in this state",
                    "The bucket " + bucket.uuid() + " is " + bucket.state() + "; it would have to be " + wanted + ".");
        }
    }
}
