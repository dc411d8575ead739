package io.whypfs.scheduler.buckets;

import io.whypfs.events.BucketMembers.Member;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which contents wait and which are in which bucket: the tables {@code contents} and {@code bucket_members}. Works on the
 * caller's connection and never commits. Contents are written by the thousand, never one by one.
 */
public final class MembershipRepository {

    /** The homes of contents without a wish, read by skipping through the index. */
    List<WaitingQueue> queuesOfCores(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                with recursive homes as (
                    (select min(home) as home from contents where state = 'unassigned' and bucket_wished is null)
                    union all
                    select (select min(home) from contents
                            where state = 'unassigned' and bucket_wished is null and home > homes.home)
                        from homes where homes.home is not null)
                select home from homes where home is not null
                """);
                ResultSet rows = select.executeQuery()) {
            List<WaitingQueue> queues = new ArrayList<>();
            while (rows.next()) {
                queues.add(new WaitingQueue.OfCore(rows.getString(1)));
            }
            return queues;
        }
    }

    /** The buckets that contents wish for and may have: they exist and belong to the content's owner. */
    List<WaitingQueue> queuesOfBuckets(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                with recursive wishes as (
                    (select bucket_wished as wished from contents
                        where state = 'unassigned' and bucket_wished is not null order by bucket_wished limit 1)
                    union all
                    select (select bucket_wished from contents
                            where state = 'unassigned' and bucket_wished is not null and bucket_wished > wishes.wished
                            order by bucket_wished limit 1)
                        from wishes where wishes.wished is not null)
                select wished from wishes join buckets on buckets.uuid = wished
                    where exists (select from contents c
                        where c.state = 'unassigned' and c.bucket_wished = wished and c.user_id = buckets.user_id)
                """);
                ResultSet rows = select.executeQuery()) {
            List<WaitingQueue> queues = new ArrayList<>();
            while (rows.next()) {
                queues.add(new WaitingQueue.OfBucket(rows.getObject(1, UUID.class)));
            }
            return queues;
        }
    }

    List<Waiting> take(Connection connection, WaitingQueue queue, int limit) throws SQLException {
        return switch (queue) {
            case WaitingQueue.OfCore home -> take(connection, """
                    select content_id, cid, car_bytes, home from contents
                        where state = 'unassigned' and bucket_wished is null and home = ?
                        order by stored_at, content_id limit ? for update skip locked
                    """, home.core(), limit);
            case WaitingQueue.OfBucket wish -> take(connection, """
                    select content_id, cid, car_bytes, home from contents
                        where state = 'unassigned' and bucket_wished = ?
                            and user_id = (select user_id from buckets where uuid = bucket_wished)
                        order by stored_at, content_id limit ? for update skip locked
                    """, wish.wished(), limit);
        };
    }

    private static List<Waiting> take(Connection connection, String sql, Object key, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, key);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<Waiting> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Waiting(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getString(4)));
                }
                return found;
            }
        }
    }

    void assign(Connection connection, Bucket bucket, Collection<Waiting> contents, Instant now) throws SQLException {
        Array ids = ids(connection, contents);
        try (PreparedStatement assign = connection.prepareStatement("""
                with taken as (
                    update contents
                        set state = 'assigned', bucket_uuid = ?, assigned_at = ?, changed_at = ?, gives_up_at = null
                        where content_id = any (?) and state = 'unassigned' returning content_id)
                insert into bucket_members (bucket_id, content_id, assigned_at) select ?, content_id, ? from taken
                """)) {
            Timestamp time = Timestamp.from(now);
            assign.setObject(1, bucket.uuid());
            assign.setTimestamp(2, time);
            assign.setTimestamp(3, time);
            assign.setArray(4, ids);
            assign.setLong(5, bucket.id());
            assign.setTimestamp(6, time);
            requireAll(assign.executeUpdate(), contents);
        } finally {
            ids.free();
        }
    }

    void setAside(Connection connection, Collection<Waiting> contents, String why, Instant now) throws SQLException {
        Array ids = ids(connection, contents);
        try (PreparedStatement update = connection.prepareStatement("""
                update contents set state = 'oversize', why = ?, changed_at = ?, gives_up_at = null
                    where content_id = any (?) and state = 'unassigned'
                """)) {
            update.setString(1, why);
            update.setTimestamp(2, Timestamp.from(now));
            update.setArray(3, ids);
            requireAll(update.executeUpdate(), contents);
        } finally {
            ids.free();
        }
    }

    /** They were locked when they were taken, so anything else is a defect that must not be committed. */
    private static void requireAll(int changed, Collection<Waiting> contents) throws SQLException {
        if (changed != contents.size()) {
            throw new SQLException("only " + changed + " of " + contents.size() + " contents were still waiting");
        }
    }

    private static Array ids(Connection connection, Collection<Waiting> contents) throws SQLException {
        return connection.createArrayOf(
                "bigint", contents.stream().map(Waiting::content).toArray());
    }

    Optional<String> anyCore(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                (select core from buckets where core is not null order by id desc limit 1)
                union all (select home from contents where state = 'unassigned' and home <> '' limit 1)
                """);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    List<Member> members(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select content_id, cid from bucket_members join contents using (content_id)
                    where bucket_id = ? order by content_id
                """)) {
            select.setLong(1, bucket.id());
            try (ResultSet rows = select.executeQuery()) {
                List<Member> members = new ArrayList<>();
                while (rows.next()) {
                    members.add(new Member(rows.getLong(1), rows.getString(2)));
                }
                return members;
            }
        }
    }

    /** A page of a bucket's contents by content id. */
    List<BucketContent> contents(Connection connection, long bucket, long after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select content_id, cid, name, car_bytes, m.assigned_at
                    from bucket_members m join contents using (content_id)
                    where m.bucket_id = ? and content_id > ? order by content_id limit ?
                """)) {
            select.setLong(1, bucket);
            select.setLong(2, after);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<BucketContent> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new BucketContent(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getTimestamp(5).toInstant()));
                }
                return found;
            }
        }
    }

    /** Takes a content out of a bucket that still takes contents. */
    public void remove(Connection connection, Bucket bucket, long content) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from bucket_members where bucket_id = ? and content_id = ?")) {
            delete.setLong(1, bucket.id());
            delete.setLong(2, content);
            if (delete.executeUpdate() != 1) {
                throw new SQLException("content " + content + " is not in the bucket " + bucket.uuid());
            }
        }
    }

    /** A content of a bucket, in answers. */
    record BucketContent(long content, String cid, String name, long carBytes, Instant assignedAt) {}
}
