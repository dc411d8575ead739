package io.whypfs.scheduler.buckets;

import io.whypfs.events.BucketMembers.Member;
import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ledger in PostgreSQL, on a connection whose transaction is the caller's. */
public final class JdbcLedger implements Ledger {

    private final Connection connection;
    private final OutboxRepository outbox;
    private final BucketRepository buckets = new BucketRepository();
    private final MembershipRepository members = new MembershipRepository();

    public JdbcLedger(Connection connection, OutboxRepository outbox) {
        this.connection = connection;
        this.outbox = outbox;
    }

    @Override
    public Optional<Bucket> lock(UUID bucket) throws SQLException {
        return buckets.lock(connection, bucket);
    }

    @Override
    public Optional<Bucket> lockNewestOfLine(UUID bucketOfLine) throws SQLException {
        return buckets.lockNewestOfLine(connection, bucketOfLine);
    }

    @Override
    public Optional<Bucket> lockNewestGlobal(String core) throws SQLException {
        return buckets.lockNewestGlobal(connection, core);
    }

    @Override
    public Bucket create(Bucket draft) throws SQLException {
        return buckets.insert(connection, draft);
    }

    @Override
    public void save(Bucket bucket) throws SQLException {
        buckets.update(connection, bucket);
    }

    @Override
    public List<WaitingQueue> queues() throws SQLException {
        List<WaitingQueue> queues = new ArrayList<>(members.queuesOfBuckets(connection));
        queues.addAll(members.queuesOfCores(connection));
        return queues;
    }

    @Override
    public List<Waiting> take(WaitingQueue queue, int limit) throws SQLException {
        return members.take(connection, queue, limit);
    }

    @Override
    public void assign(Bucket bucket, Collection<Waiting> contents, Instant now) throws SQLException {
        members.assign(connection, bucket, contents, now);
    }

    @Override
    public void setAside(Collection<Waiting> contents, String why, Instant now) throws SQLException {
        members.setAside(connection, contents, why, now);
    }

    @Override
    public Optional<String> anyCore() throws SQLException {
        return members.anyCore(connection);
    }

    @Override
    public List<Member> members(Bucket bucket) throws SQLException {
        return members.members(connection, bucket);
    }

    @Override
    public List<UUID> dueForSealing(Instant now, int limit) throws SQLException {
        return buckets.dueForSealing(connection, now, limit);
    }

    @Override
    public List<UUID> dueForCompletion(int target, int limit) throws SQLException {
        return buckets.dueForCompletion(connection, target, limit);
    }

    @Override
    public List<UUID> dueForAudit(int target, Instant before, int limit) throws SQLException {
        return buckets.dueForAudit(connection, target, before, limit);
    }

    @Override
    public List<UUID> dueForRetirement(Instant before, int limit) throws SQLException {
        return buckets.dueForRetirement(connection, before, limit);
    }

    @Override
    public void append(Collection<EventEnvelope> facts) throws SQLException {
        outbox.append(connection, facts);
    }
}
