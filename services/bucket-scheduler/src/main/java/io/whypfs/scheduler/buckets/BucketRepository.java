package io.whypfs.scheduler.buckets;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code buckets}. Works on the caller's connection and never commits. */
public final class BucketRepository {

    private static final String CHANGING = """
            core, state, since, max_files, threshold_size, schedule, max_age_ms, files, car_bytes, entry_bytes, first_at,
            due_at, sealed_at, sealed_because, piece_sequence, piece_cid, piece_size, piece_car_bytes, delay_why,
            delay_next, delay_next_at, deals_live, deals_active, audited_at, retired_because, sequence, successor
            """;
    private static final String MARKS = "?, ".repeat(26) + "?";

    /** A bucket, not locked. */
    public Optional<Bucket> find(Connection connection, UUID uuid) throws SQLException {
        return one(connection, "select * from buckets where uuid = ?", uuid);
    }

    Optional<Bucket> findNewestOfLine(Connection connection, UUID bucketOfLine) throws SQLException {
        return one(
                connection,
                "select b.* from buckets b join buckets known on known.line = b.line where known.uuid = ?"
                        + " order by b.id desc limit 1",
                bucketOfLine);
    }

    /** Newest first; null filters nothing. {@code after} is the number of the last bucket of the page before. */
    List<Bucket> page(Connection connection, BucketQuery query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select * from buckets
                    where (?::bigint is null or user_id = ?) and (?::text is null or state = ?) and id < ?
                    order by id desc limit ?
                """)) {
            select.setObject(1, query.user(), Types.BIGINT);
            select.setObject(2, query.user(), Types.BIGINT);
            String state = query.state() == null ? null : query.state().name();
            select.setString(3, state);
            select.setString(4, state);
            select.setLong(5, query.after());
            select.setInt(6, query.limit());
            return all(select);
        }
    }

    Optional<Bucket> lock(Connection connection, UUID uuid) throws SQLException {
        return one(connection, "select * from buckets where uuid = ? for update", uuid);
    }

    Optional<Bucket> lockNewestOfLine(Connection connection, UUID bucketOfLine) throws SQLException {
        Optional<Bucket> known = find(connection, bucketOfLine);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        UUID line = known.get().identity().line();
        lockName(connection, "line:" + line);
        return one(connection, "select * from buckets where line = ? order by id desc limit 1 for update", line);
    }

    Optional<Bucket> lockNewestGlobal(Connection connection, String core) throws SQLException {
        lockName(connection, "global:" + core);
        return one(
                connection,
                "select * from buckets where kind = 'global' and core = ? order by id desc limit 1 for update",
                core);
    }

    /** Held until the transaction ends: a row that does not exist yet cannot be locked. */
    private static void lockName(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.buckets.' || ?, 0))")) {
            lock.setString(1, name);
            lock.execute();
        }
    }

    Bucket insert(Connection connection, Bucket draft) throws SQLException {
        BucketIdentity identity = draft.identity();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into buckets (uuid, line, kind, name, user_id, created_at,"
                        + " predecessor, " + CHANGING + ") values (?, ?, ?, ?, ?, ?, ?, " + MARKS + ") returning *")) {
            insert.setObject(1, identity.uuid());
            insert.setObject(2, identity.line());
            insert.setString(3, identity.kind().name());
            insert.setString(4, identity.name());
            insert.setObject(5, identity.user(), Types.BIGINT);
            insert.setTimestamp(6, Timestamp.from(identity.createdAt()));
            insert.setObject(7, identity.predecessor(), Types.OTHER);
            BucketRow.bindChanging(insert, draft, 8);
            return all(insert).getFirst();
        }
    }

    void update(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update buckets set (" + CHANGING + ") = (" + MARKS + ") where id = ?")) {
            int next = BucketRow.bindChanging(update, bucket, 1);
            update.setLong(next, bucket.id());
            if (update.executeUpdate() != 1) {
                throw new SQLException("the bucket " + bucket.uuid() + " is not in the table");
            }
        }
    }

    List<UUID> dueForSealing(Connection connection, Instant now, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select uuid from buckets
                    where state = 'open' and files > 0
                        and (due_at <= ? or files >= max_files or car_bytes >= threshold_size)
                    order by due_at limit ?
                """)) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, limit);
            return uuids(select);
        }
    }

    List<UUID> dueForCompletion(Connection connection, int target, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select uuid from buckets where state = 'ready' and deals_active >= ? order by id limit ?")) {
            select.setInt(1, target);
            select.setInt(2, limit);
            return uuids(select);
        }
    }

    List<UUID> dueForAudit(Connection connection, int target, Instant before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select uuid from buckets
                    where (state = 'completed' or (state = 'retired' and piece_cid is not null))
                        and deals_live < ? and (audited_at is null or audited_at <= ?)
                    order by audited_at nulls first, id limit ?
                """)) {
            select.setInt(1, target);
            select.setTimestamp(2, Timestamp.from(before));
            select.setInt(3, limit);
            return uuids(select);
        }
    }

    List<UUID> dueForRetirement(Connection connection, Instant before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select uuid from buckets
                    where since <= ? and (state = 'completed'
                        or (state in ('open', 'paused') and kind = 'dedicated' and files = 0))
                    order by since limit ?
                """)) {
            select.setTimestamp(1, Timestamp.from(before));
            select.setInt(2, limit);
            return uuids(select);
        }
    }

    /** Numbers of buckets by state, and what the built pieces hold. */
    BucketCounts counts(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select state, count(*), coalesce(sum(piece_size), 0), coalesce(sum(piece_car_bytes), 0)
                    from buckets group by state
                """);
                ResultSet rows = select.executeQuery()) {
            Map<BucketState, Long> byState = new EnumMap<>(BucketState.class);
            long padded = 0;
            long payload = 0;
            while (rows.next()) {
                byState.put(BucketState.valueOf(rows.getString(1)), rows.getLong(2));
                padded += rows.getLong(3);
                payload += rows.getLong(4);
            }
            return new BucketCounts(byState, padded, payload);
        }
    }

    /**
     * How many buckets there are, and how much the built pieces hold.
     *
     * @param pieceBytes sum of padded sizes
     * @param carBytes sum of the CARs' lengths
     */
    record BucketCounts(Map<BucketState, Long> byState, long pieceBytes, long carBytes) {

        static final BucketCounts NONE = new BucketCounts(Map.of(), 0, 0);

        long wasteBytes() {
            return pieceBytes - pieceBytes / 128 - carBytes;
        }
    }

    private static Optional<Bucket> one(Connection connection, String sql, Object key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, key);
            return all(select).stream().findFirst();
        }
    }

    private static List<Bucket> all(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Bucket> found = new ArrayList<>();
            while (rows.next()) {
                found.add(BucketRow.read(rows));
            }
            return found;
        }
    }

    private static List<UUID> uuids(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<UUID> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getObject(1, UUID.class));
            }
            return found;
        }
    }

    /**
     * Which buckets to list.
     *
     * @param user their owner; null: all
     * @param state where they stand; null: anywhere
     * @param after number of the last bucket of the page before; {@link Long#MAX_VALUE} for the first page
     * @param limit how many at most
     */
    record BucketQuery(@Nullable Long user, @Nullable BucketState state, long after, int limit) {}
}
