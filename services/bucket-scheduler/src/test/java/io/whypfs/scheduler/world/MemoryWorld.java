package io.whypfs.scheduler.world;

import io.whypfs.events.BucketMembers.Member;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.DealChanged;
import io.whypfs.events.Event;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketIdentity;
import io.whypfs.scheduler.buckets.BucketKind;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.DealCount;
import io.whypfs.scheduler.buckets.Ledger;
import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Delay;
import io.whypfs.scheduler.buckets.Transactions;
import io.whypfs.scheduler.buckets.Waiting;
import io.whypfs.scheduler.buckets.WaitingQueue;
import io.whypfs.scheduler.gc.FailedContents;
import io.whypfs.scheduler.gc.GivingUp;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The storage in memory: what a transaction did is undone when it fails. */
public final class MemoryWorld implements World, Transactions, Ledger, FailedContents {

    private record Row(
            ContentStored fact,
            String state,
            long sequence,
            Instant storedAt,
            Instant changedAt,
            @Nullable UUID bucket,
            @Nullable String why,
            @Nullable Instant givesUpAt) {}

    private record Deal(DealChanged fact, long sequence) {}

    private Map<Long, Row> contents = new TreeMap<>();
    private Map<Long, Bucket> buckets = new TreeMap<>();
    private Map<UUID, Deal> deals = new TreeMap<>();
    private List<EventEnvelope> told = new ArrayList<>();

    @Override
    public Transactions transactions() {
        return this;
    }

    @Override
    public <T> T run(Work<T> work) throws SQLException {
        Map<Long, Row> contentsBefore = new TreeMap<>(contents);
        Map<Long, Bucket> bucketsBefore = new TreeMap<>(buckets);
        List<EventEnvelope> toldBefore = new ArrayList<>(told);
        boolean done = false;
        try {
            T result = work.on(this);
            done = true;
            return result;
        } finally {
            if (!done) {
                contents = contentsBefore;
                buckets = bucketsBefore;
                told = toldBefore;
            }
        }
    }

    @Override
    public void tell(Event fact, long sequence, Instant time) throws SQLException {
        switch (fact) {
            case ContentStored stored -> {
                Row old = contents.get(stored.content());
                if (old == null || (old.state.equals("unassigned") && old.sequence < sequence)) {
                    contents.put(
                            stored.content(), new Row(stored, "unassigned", sequence, time, time, null, null, null));
                }
            }
            case ContentDeleted deleted -> delete(deleted, sequence, time);
            case PieceReady ready -> {
                Bucket bucket = lock(ready.bucket()).orElseThrow();
                save(bucket.pieceBuilt(
                        new BuiltPiece(ready.pieceCid(), ready.pieceSize(), ready.carBytes()), sequence, time));
            }
            case PieceDelayed delayed -> {
                Bucket bucket = lock(delayed.bucket()).orElseThrow();
                save(bucket.pieceDelayed(new Delay(delayed.why(), delayed.next(), delayed.nextAt()), sequence));
            }
            case DealChanged deal -> {
                if (!deals.containsKey(deal.deal()) || deals.get(deal.deal()).sequence < sequence) {
                    deals.put(deal.deal(), new Deal(deal, sequence));
                    Bucket bucket = lock(deal.bucket()).orElseThrow();
                    List<DealChanged> live = deals.values().stream()
                            .map(Deal::fact)
                            .filter(known -> known.bucket().equals(deal.bucket()) && !known.over())
                            .toList();
                    int active = (int) live.stream()
                            .filter(known -> known.state().equals("active"))
                            .count();
                    save(bucket.with(
                            new DealCount(live.size(), active, bucket.deals().auditedAt())));
                }
            }
            default -> throw new IllegalArgumentException(fact.type());
        }
    }

    private void delete(ContentDeleted deleted, long sequence, Instant time) throws SQLException {
        Row old = contents.get(deleted.content());
        if (old != null && old.state.equals("dropped") && old.why == null) {
            return;
        }
        ContentStored fact = old == null ? World.stored(deleted.content(), deleted.user(), 0, "", null) : old.fact;
        UUID in = old == null ? null : old.bucket;
        if (in != null) {
            Bucket bucket = lock(in).orElseThrow();
            if (bucket.state().takesContents()) {
                save(bucket.without(fact.cid(), fact.carBytes()));
                in = null;
            }
        }
        long newest = old == null ? sequence : Math.max(sequence, old.sequence);
        contents.put(deleted.content(), new Row(fact, "dropped", newest, time, time, in, null, null));
    }

    @Override
    public List<EventEnvelope> told() {
        return List.copyOf(told);
    }

    @Override
    public List<Bucket> buckets() {
        return List.copyOf(buckets.values());
    }

    @Override
    public Standing standing(long content) {
        Row row = Objects.requireNonNull(contents.get(content));
        return new Standing(row.state, row.bucket, row.why, row.givesUpAt);
    }

    @Override
    public GivingUp.Report giveUp(GivingUp givingUp) throws SQLException {
        return givingUp.run(this);
    }

    @Override
    public Optional<Bucket> lock(UUID bucket) {
        return buckets.values().stream()
                .filter(known -> known.uuid().equals(bucket))
                .findFirst();
    }

    @Override
    public Optional<Bucket> lockNewestOfLine(UUID bucketOfLine) {
        return lock(bucketOfLine)
                .flatMap(known -> newest(bucket ->
                        bucket.identity().line().equals(known.identity().line())));
    }

    @Override
    public Optional<Bucket> lockNewestGlobal(String core) {
        return newest(bucket -> bucket.identity().kind() == BucketKind.global && core.equals(bucket.core()));
    }

    private Optional<Bucket> newest(Predicate<Bucket> which) {
        return buckets.values().stream().filter(which).max(Comparator.comparingLong(Bucket::id));
    }

    @Override
    public Bucket create(Bucket draft) {
        BucketIdentity old = draft.identity();
        BucketIdentity identity = new BucketIdentity(
                buckets.size() + 1L,
                old.uuid(),
                old.line(),
                old.kind(),
                old.name(),
                old.user(),
                old.createdAt(),
                old.predecessor());
        Bucket made = new Bucket(
                identity,
                draft.core(),
                draft.state(),
                draft.since(),
                draft.terms(),
                draft.fill(),
                draft.piecework(),
                draft.deals(),
                draft.retiredBecause(),
                draft.sequence(),
                draft.successor());
        if (buckets.values().stream()
                .anyMatch(bucket -> bucket.identity().line().equals(identity.line())
                        && bucket.state().takesContents())) {
            throw new IllegalStateException("two open buckets of one line");
        }
        buckets.put(made.id(), made);
        return made;
    }

    @Override
    public void save(Bucket bucket) {
        buckets.put(bucket.id(), bucket);
    }

    @Override
    public List<WaitingQueue> queues() {
        return contents.values().stream()
                .filter(row -> row.state.equals("unassigned"))
                .<WaitingQueue>map(row -> row.fact.bucket() == null
                        ? new WaitingQueue.OfCore(row.fact.homes().getFirst())
                        : new WaitingQueue.OfBucket(row.fact.bucket()))
                .distinct()
                .toList();
    }

    @Override
    public List<Waiting> take(WaitingQueue queue, int limit) {
        return contents.values().stream()
                .filter(row -> row.state.equals("unassigned") && isIn(queue, row.fact))
                .sorted(Comparator.comparing(Row::storedAt))
                .limit(limit)
                .map(row -> new Waiting(
                        row.fact.content(),
                        row.fact.cid(),
                        row.fact.carBytes(),
                        row.fact.homes().getFirst()))
                .toList();
    }

    private boolean isIn(WaitingQueue queue, ContentStored fact) {
        return switch (queue) {
            case WaitingQueue.OfCore home ->
                fact.bucket() == null && fact.homes().getFirst().equals(home.core());
            case WaitingQueue.OfBucket wish ->
                wish.wished().equals(fact.bucket())
                        && lock(wish.wished())
                                .filter(bucket ->
                                        Objects.equals(bucket.identity().user(), fact.user()))
                                .isPresent();
        };
    }

    @Override
    public void assign(Bucket bucket, Collection<Waiting> some, Instant now) {
        some.forEach(waiting -> move(waiting.content(), "assigned", now, bucket.uuid(), null));
    }

    @Override
    public void setAside(Collection<Waiting> some, String why, Instant now) {
        some.forEach(waiting -> move(waiting.content(), "oversize", now, null, why));
    }

    private void move(long content, String state, Instant now, @Nullable UUID bucket, @Nullable String why) {
        Row row = Objects.requireNonNull(contents.get(content));
        contents.put(content, new Row(row.fact, state, row.sequence, row.storedAt, now, bucket, why, null));
    }

    @Override
    public Optional<String> anyCore() {
        return contents.values().stream()
                .map(row -> row.fact.homes().getFirst())
                .filter(home -> !home.isEmpty())
                .findFirst();
    }

    @Override
    public List<Member> members(Bucket bucket) {
        return contents.values().stream()
                .filter(row -> bucket.uuid().equals(row.bucket))
                .map(row -> new Member(row.fact.content(), row.fact.cid()))
                .toList();
    }

    @Override
    public List<UUID> dueForSealing(Instant now, int limit) {
        return uuids(
                bucket -> io.whypfs.scheduler.buckets.SealingRule.decide(bucket, now)
                        .isPresent(),
                limit);
    }

    @Override
    public List<UUID> dueForCompletion(int target, int limit) {
        return uuids(
                bucket -> bucket.state() == BucketState.ready && bucket.deals().active() >= target, limit);
    }

    @Override
    public List<UUID> dueForAudit(int target, Instant before, int limit) {
        return uuids(
                bucket -> (bucket.state() == BucketState.completed
                                || (bucket.state() == BucketState.retired
                                        && bucket.piecework().piece() != null))
                        && bucket.deals().live() < target
                        && (bucket.deals().auditedAt() == null
                                || !bucket.deals().auditedAt().isAfter(before)),
                limit);
    }

    @Override
    public List<UUID> dueForRetirement(Instant before, int limit) {
        return uuids(
                bucket -> !bucket.since().isAfter(before)
                        && (bucket.state() == BucketState.completed
                                || (bucket.state().takesContents()
                                        && bucket.fill().isEmpty()
                                        && bucket.identity().kind() == BucketKind.dedicated)),
                limit);
    }

    private List<UUID> uuids(Predicate<Bucket> which, int limit) {
        return buckets.values().stream()
                .filter(which)
                .limit(limit)
                .map(Bucket::uuid)
                .toList();
    }

    @Override
    public void append(Collection<EventEnvelope> facts) {
        told.addAll(facts);
    }

    @Override
    public int giveNotice(Instant waitingSince, Instant at) {
        return change(
                row -> row.givesUpAt == null && !row.changedAt.isAfter(waitingSince),
                row -> new Row(
                        row.fact, row.state, row.sequence, row.storedAt, row.changedAt, row.bucket, row.why, at));
    }

    @Override
    public int giveUp(Instant now) {
        return change(
                row -> row.givesUpAt != null && !row.givesUpAt.isAfter(now),
                row -> new Row(
                        row.fact,
                        "dropped",
                        row.sequence,
                        row.storedAt,
                        now,
                        row.bucket,
                        "It was given up, because no bucket could take it since " + row.changedAt + ". "
                                + Objects.requireNonNullElse(row.why, ""),
                        row.givesUpAt));
    }

    private int change(Predicate<Row> which, java.util.function.UnaryOperator<Row> to) {
        List<Row> some = contents.values().stream()
                .filter(row -> row.state.equals("unassigned") || row.state.equals("oversize"))
                .filter(which)
                .toList();
        some.forEach(row -> contents.put(row.fact.content(), to.apply(row)));
        return some.size();
    }
}
