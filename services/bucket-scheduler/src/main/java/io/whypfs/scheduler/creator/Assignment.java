package io.whypfs.scheduler.creator;

import io.whypfs.events.ContentsAssigned;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketKind;
import io.whypfs.scheduler.buckets.BucketRules;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.Ledger;
import io.whypfs.scheduler.buckets.NewBuckets;
import io.whypfs.scheduler.buckets.Sealing;
import io.whypfs.scheduler.buckets.Transactions;
import io.whypfs.scheduler.buckets.Waiting;
import io.whypfs.scheduler.buckets.WaitingQueue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Assigns contents to buckets. Plain; needs only its ports. */
public final class Assignment {

    private final BucketRules rules;
    private final NewBuckets drafts;
    private final Clock clock;
    private final int batch;

    /**
     * @param drafts makes buckets
     * @param batch most contents of one transaction
     */
    public Assignment(BucketRules rules, NewBuckets drafts, Clock clock, int batch) {
        this.rules = rules;
        this.drafts = drafts;
        this.clock = clock;
        this.batch = batch;
    }

    /**
     * What was done.
     *
     * @param assigned contents that are in a bucket now
     * @param setAside contents that fit no piece
     * @param sealed buckets that became full
     */
    public record Report(long assigned, long setAside, long sealed) {

        static final Report NOTHING = new Report(0, 0, 0);

        Report plus(Report other) {
            return new Report(assigned + other.assigned, setAside + other.setAside, sealed + other.sealed);
        }

        /** Contents that found their place. */
        public long placed() {
            return assigned + setAside;
        }
    }

    /** Goes on until nothing is left that can be assigned, or it is told to stop; a transaction per batch and queue. */
    public Report assignAll(Transactions transactions, BooleanSupplier stop) throws SQLException {
        Report all = Report.NOTHING;
        List<WaitingQueue> queues = transactions.run(Ledger::queues);
        while (!queues.isEmpty() && !stop.getAsBoolean()) {
            List<WaitingQueue> more = new ArrayList<>();
            for (WaitingQueue queue : queues) {
                if (stop.getAsBoolean()) {
                    return all;
                }
                Report report = transactions.run(ledger -> assignSome(ledger, queue));
                all = all.plus(report);
                if (report.placed() >= batch) {
                    more.add(queue);
                }
            }
            queues = more;
        }
        return all;
    }

    private Report assignSome(Ledger ledger, WaitingQueue queue) throws SQLException {
        Instant now = clock.instant();
        Optional<Bucket> open = openBucket(ledger, queue, now);
        if (open.isEmpty()) {
            return Report.NOTHING;
        }
        List<Waiting> contents = ledger.take(queue, batch);
        Bucket bucket = open.get();
        Report report = Report.NOTHING;
        int placed = 0;
        while (placed < contents.size()) {
            if (!bucket.state().takesContents()) {
                bucket = successor(ledger, bucket, now);
            }
            Packing packing = Packing.of(bucket, contents.subList(placed, contents.size()), rules.space(), now);
            bucket = put(ledger, bucket, packing, now);
            placed += packing.placed();
            boolean seal = packing.fullBecause().isPresent() && bucket.state() == BucketState.open;
            if (seal) {
                bucket = Sealing.seal(ledger, bucket, packing.fullBecause().get(), now);
            }
            report = report.plus(
                    new Report(packing.taken().size(), packing.tooLarge().size(), seal ? 1 : 0));
            if (packing.fullBecause().isPresent() && !seal) {
                break; // It is paused and full; the rest waits until its owner resumes it.
            }
        }
        return report;
    }

    private Optional<Bucket> openBucket(Ledger ledger, WaitingQueue queue, Instant now) throws SQLException {
        return switch (queue) {
            case WaitingQueue.OfBucket wish -> {
                Optional<Bucket> newest = ledger.lockNewestOfLine(wish.wished());
                yield newest.isPresent()
                                && newest.get().core() == null
                                && ledger.anyCore().isEmpty()
                        ? Optional.empty()
                        : newest;
            }
            case WaitingQueue.OfCore home -> {
                Optional<String> core = home.core().isEmpty() ? ledger.anyCore() : Optional.of(home.core());
                if (core.isEmpty()) {
                    yield Optional.empty();
                }
                Optional<Bucket> newest = ledger.lockNewestGlobal(core.get());
                yield newest.isPresent()
                        ? newest
                        : Optional.of(ledger.create(drafts.global(core.get(), rules.defaults(), now)));
            }
        };
    }

    private Bucket successor(Ledger ledger, Bucket sealed, Instant now) throws SQLException {
        boolean global = sealed.identity().kind() == BucketKind.global;
        Bucket next = ledger.create(drafts.successorOf(sealed, global ? rules.defaults() : sealed.terms(), now));
        ledger.save(sealed.followedBy(next.uuid()));
        return next;
    }

    /** Does what the packing says, up to the saved counters and the facts. */
    private Bucket put(Ledger ledger, Bucket bucket, Packing packing, Instant now) throws SQLException {
        if (!packing.tooLarge().isEmpty()) {
            ledger.setAside(packing.tooLarge(), tooLarge(), now);
        }
        List<Waiting> taken = packing.taken();
        if (taken.isEmpty()) {
            return bucket;
        }
        Bucket filled = bucket.filled(packing.fill(), homeFor(ledger, taken.getFirst()));
        ledger.assign(filled, taken, now);
        List<ContentsAssigned> facts = new ArrayList<>();
        for (int from = 0; from < taken.size(); from += ContentsAssigned.MOST) {
            List<Waiting> part = taken.subList(from, Math.min(taken.size(), from + ContentsAssigned.MOST));
            facts.add(new ContentsAssigned(
                    bucket.uuid(),
                    bucket.id(),
                    part.stream().map(Waiting::content).toList()));
        }
        Bucket told = ledger.tell(filled, facts, now);
        ledger.save(told);
        return told;
    }

    private static String homeFor(Ledger ledger, Waiting content) throws SQLException {
        return content.home().isEmpty() ? ledger.anyCore().orElse("") : content.home();
    }

    private String tooLarge() {
        return "Its CAR is longer than a piece in a sector of "
                + rules.space().sector().bytes() + " bytes takes, "
                + rules.space().capacity() + " bytes with its entry in the piece's directory.";
    }
}
