package io.whypfs.scheduler.buckets;

import io.whypfs.events.BucketEvent;
import io.whypfs.events.BucketMembers.Member;
import io.whypfs.events.EventEnvelope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of buckets and of contents that wait, within one transaction: buckets that were locked and contents that
 * were taken here are nobody else's until its end, and facts are told when it commits.
 *
 * <p>{@link SQLException}: the storage refuses; nothing of the transaction stays.
 */
public interface Ledger {

    /** The bucket, locked. */
    Optional<Bucket> lock(UUID bucket) throws SQLException;

    /** The newest bucket of the line that this bucket belongs to, locked, and the line with it. */
    Optional<Bucket> lockNewestOfLine(UUID bucketOfLine) throws SQLException;

    /** The newest global bucket of a core, locked, and the core's place for one. */
    Optional<Bucket> lockNewestGlobal(String core) throws SQLException;

    /** Makes a bucket; its number in {@code draft} does not count. */
    Bucket create(Bucket draft) throws SQLException;

    /** Keeps a bucket that was locked or made here. */
    void save(Bucket bucket) throws SQLException;

    /** What waits, by the bucket it waits for; queues that can go nowhere are left out. */
    List<WaitingQueue> queues() throws SQLException;

    /** The oldest contents of a queue, taken; those that another transaction has are left out. */
    List<Waiting> take(WaitingQueue queue, int limit) throws SQLException;

    /** Puts contents that were taken here into a bucket. */
    void assign(Bucket bucket, Collection<Waiting> contents, Instant now) throws SQLException;

    /** Sets contents aside that were taken here. */
    void setAside(Collection<Waiting> contents, String why, Instant now) throws SQLException;

    /** A core that has a home in it; empty before any was told. For contents whose home was never told. */
    Optional<String> anyCore() throws SQLException;

    /** The members of a bucket, by content id. */
    List<Member> members(Bucket bucket) throws SQLException;

    /** Open buckets, not empty, that are full by their terms or due at {@code now}; not locked. */
    List<UUID> dueForSealing(Instant now, int limit) throws SQLException;

    /** Ready buckets with as many active deals as they should have; not locked. */
    List<UUID> dueForCompletion(int target, int limit) throws SQLException;

    /** Completed or retired buckets with fewer live deals, that were not audited after {@code before}; not locked. */
    List<UUID> dueForAudit(int target, Instant before, int limit) throws SQLException;

    /** Buckets completed before {@code before}, and dedicated ones that are empty since then; not locked. */
    List<UUID> dueForRetirement(Instant before, int limit) throws SQLException;

    /** Adds facts to be told. */
    void append(Collection<EventEnvelope> facts) throws SQLException;

    /** Tells facts of a bucket in order; gives it with its new sequence, which is the caller's to save. */
    default Bucket tell(Bucket bucket, List<? extends BucketEvent> events, Instant now) throws SQLException {
        List<EventEnvelope> envelopes = new ArrayList<>();
        long sequence = bucket.sequence();
        for (BucketEvent event : events) {
            envelopes.add(EventEnvelope.of(event, ++sequence, now, null));
        }
        append(envelopes);
        return bucket.told(events.size());
    }
}
