package io.whypfs.api.facts;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what was told of contents and buckets; blocking. */
@Singleton
public final class PastRepository {

    private final DataSource dataSource;

    PastRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A user's content, a deleted one too. */
    public Optional<ContentPast> findContent(long user, long id) throws SQLException {
        String sql = """
                select c.cid, c.name, c.created_at, c.deleted_at, c.bucket_uuid, c.bucket_at,
                  array(select h.core_id from content_homes h where h.content_id = c.id order by h.core_id),
                  c.replication
                from contents c where c.id = ? and c.user_id = ?""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.setLong(2, user);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new ContentPast(
                        id,
                        row.getString(1),
                        row.getString(2),
                        row.getInt(8),
                        instant(row, 3),
                        maybeInstant(row, 4),
                        uuids(row, 7),
                        row.getObject(5, UUID.class),
                        maybeInstant(row, 6)));
            }
        }
    }

    /** What was told of a bucket, which may be nothing. */
    public BucketPast findBucket(UUID uuid) throws SQLException {
        String sql = """
                select b.sealed_at, b.name, b.core, b.user_id, b.members, b.car_bytes, b.because,
                  b.audited_at, b.audited_target, b.audited_live, b.audited_why,
                  p.ready_at, p.core, p.piece_cid, p.piece_size, p.car_bytes, p.root,
                  p.delayed_at, p.delayed_why, p.delayed_next, p.delayed_next_at
                from (select ?::uuid as bucket_uuid) asked
                left join buckets b using (bucket_uuid) left join pieces p using (bucket_uuid)""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, uuid);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new BucketPast(uuid, sealed(row), audit(row), ready(row), delay(row));
            }
        }
    }

    /** The uuid of the bucket with this number, once anything was told of it. */
    public Optional<UUID> findBucketUuid(long bucketId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select bucket_uuid from buckets where bucket_id = ?")) {
            statement.setLong(1, bucketId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(Objects.requireNonNull(row.getObject(1, UUID.class)))
                        : Optional.empty();
            }
        }
    }

    /** The buckets in which a user has contents that are not deleted, the last used first; at most {@code limit}. */
    public List<UUID> listBucketsOfUser(long user, int limit) throws SQLException {
        String sql = """
                select bucket_uuid from contents
                where user_id = ? and bucket_uuid is not null and deleted_at is null
                group by bucket_uuid order by max(bucket_at) desc limit ?""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, user);
            statement.setInt(2, limit);
            List<UUID> buckets = new java.util.ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    buckets.add(Objects.requireNonNull(row.getObject(1, UUID.class)));
                }
            }
            return buckets;
        }
    }

    /** Whether a user has or had a content in this bucket. */
    public boolean hasContentIn(long user, UUID bucket) throws SQLException {
        return findContentIn(user, bucket).isPresent();
    }

    /** The first of a user's contents in this bucket, deleted ones too. */
    public Optional<Long> findContentIn(long user, UUID bucket) throws SQLException {
        String sql = "select min(id) from contents where bucket_uuid = ? and user_id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, bucket);
            statement.setLong(2, user);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, Long.class));
            }
        }
    }

    private static Optional<BucketPast.Sealed> sealed(ResultSet row) throws SQLException {
        if (row.getTimestamp(1) == null) {
            return Optional.empty();
        }
        return Optional.of(new BucketPast.Sealed(
                instant(row, 1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Long.class),
                row.getLong(5),
                row.getLong(6),
                row.getString(7)));
    }

    private static Optional<BucketPast.Audit> audit(ResultSet row) throws SQLException {
        return row.getTimestamp(8) == null
                ? Optional.empty()
                : Optional.of(new BucketPast.Audit(instant(row, 8), row.getInt(9), row.getInt(10), row.getString(11)));
    }

    private static Optional<BucketPast.Ready> ready(ResultSet row) throws SQLException {
        return row.getTimestamp(12) == null
                ? Optional.empty()
                : Optional.of(new BucketPast.Ready(
                        instant(row, 12),
                        row.getString(13),
                        row.getString(14),
                        row.getLong(15),
                        row.getLong(16),
                        row.getString(17)));
    }

    private static Optional<BucketPast.Delay> delay(ResultSet row) throws SQLException {
        return row.getTimestamp(18) == null
                ? Optional.empty()
                : Optional.of(new BucketPast.Delay(
                        instant(row, 18), row.getString(19), row.getString(20), maybeInstant(row, 21)));
    }

    private static List<UUID> uuids(ResultSet row, int column) throws SQLException {
        return Arrays.asList(
                (UUID[]) Objects.requireNonNull(row.getArray(column)).getArray());
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
    }

    static @Nullable Instant maybeInstant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
