package io.whypfs.corenode.pieces.build;

import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketSealed;
import io.whypfs.multiformats.Cid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of {@code core.pieces} and {@code core.piece_members}, but for what ends an attempt. */
public final class BuildsRepository {

    private static final String ADD_MEMBER = """
            INSERT INTO core.piece_members (bucket, content_id, part, cid) VALUES (?, ?, ?, ?)
            ON CONFLICT (bucket, content_id) DO NOTHING
            """;
    private static final String ADD = """
            INSERT INTO core.pieces (bucket, bucket_id, core_id, members, parts, estimate_bytes, sealed_at, state, since, why, next)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bucket) DO NOTHING
            """;
    private static final String DUE = """
            SELECT bucket, bucket_id, members, parts, estimate_bytes, attempts FROM core.pieces
            WHERE core_id = ? AND state <> 'ready' AND (next_at IS NULL OR next_at <= ?) AND bucket <> ALL (?)
            ORDER BY sealed_at, bucket LIMIT 1
            """;
    private static final String MEMBERS =
            "SELECT content_id, cid FROM core.piece_members WHERE bucket = ? ORDER BY content_id";
    private static final String BEGIN = """
            UPDATE core.pieces SET state = ?, since = ?, why = ?, next = ?, next_at = NULL, done_bytes = 0
            WHERE bucket = ? AND state <> 'ready'
            """;
    private static final String PROGRESS =
            "UPDATE core.pieces SET done_bytes = ? WHERE bucket = ? AND state <> 'ready'";
    private static final String VIEW = """
            SELECT state, since, why, next, next_at, done_bytes, estimate_bytes, car_bytes, commitment
            FROM core.pieces WHERE bucket = ?
            """;

    private final DataSource dataSource;

    public BuildsRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A piece's row as others see it. */
    record Row(
            String state,
            Instant since,
            String why,
            String next,
            Optional<Instant> nextAt,
            long doneBytes,
            long estimateBytes,
            Optional<Long> carBytes,
            Optional<byte[]> commitment) {}

    /** Notes some members, on the caller's connection. */
    void addMembers(Connection connection, BucketMembers told, List<Cid> cids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_MEMBER)) {
            for (int i = 0; i < cids.size(); i++) {
                statement.setObject(1, told.bucket());
                statement.setLong(2, told.members().get(i).content());
                statement.setInt(3, told.part());
                statement.setBytes(4, cids.get(i).toBytes());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Notes a bucket that is to become a piece, on the caller's connection; does nothing when it was noted before. */
    void add(Connection connection, BucketSealed sealed, UUID core, Instant sealedAt, Instant now) throws SQLException {
        BuildState state = new BuildState.Sealed();
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, sealed.bucket());
            statement.setLong(2, sealed.bucketId());
            statement.setObject(3, core);
            statement.setLong(4, sealed.members());
            statement.setInt(5, sealed.parts());
            statement.setLong(6, sealed.carBytes());
            statement.setObject(7, sealedAt.atOffset(ZoneOffset.UTC));
            statement.setString(8, state.name());
            statement.setObject(9, now.atOffset(ZoneOffset.UTC));
            statement.setString(10, state.why());
            statement.setString(11, state.next());
            statement.executeUpdate();
        }
    }

    /** The bucket of a core that was sealed first, among those that are due and not in work. */
    Optional<SealedBucket> findDue(UUID core, List<UUID> inWork, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setObject(1, core);
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setArray(3, connection.createArrayOf("uuid", inWork.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new SealedBucket(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getInt(6)));
            }
        }
    }

    /** The members that were told so far, by content id. */
    List<Member> members(UUID bucket) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
            statement.setObject(1, bucket);
            try (ResultSet rows = statement.executeQuery()) {
                List<Member> members = new ArrayList<>();
                while (rows.next()) {
                    members.add(new Member(rows.getLong(1), Cid.decode(rows.getBytes(2))));
                }
                return members;
            }
        }
    }

    /** Notes that a build entered a state. */
    void enter(UUID bucket, BuildState state, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, state.name());
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setString(3, state.why());
            statement.setString(4, state.next());
            statement.setObject(5, bucket);
            statement.executeUpdate();
        }
    }

    /** Notes how far a build is. */
    void progress(UUID bucket, long doneBytes) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
            statement.setLong(1, doneBytes);
            statement.setObject(2, bucket);
            statement.executeUpdate();
        }
    }

    /** How the piece of a bucket stands; empty when the bucket was never sealed, as far as this schema was told. */
    Optional<Row> find(UUID bucket) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(VIEW)) {
            statement.setObject(1, bucket);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        long carBytes = row.getLong(8);
        return new Row(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getLong(6),
                row.getLong(7),
                carBytes == 0 ? Optional.empty() : Optional.of(carBytes),
                Optional.ofNullable(row.getBytes(9)));
    }
}
