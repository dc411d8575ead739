package io.whypfs.corenode.pins;

import io.whypfs.multiformats.Cid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of {@code core.pins} of one core. Every call is one transaction, and may be repeated. */
public final class PinsRepository {

    private static final String UPSERT = """
            INSERT INTO core.pins (content_id, root, core_id, state, kind, file_bytes, dag_bytes, car_bytes, block_count, created_at)
            VALUES (?, ?, ?, 'provisional', ?, ?, ?, ?, ?, ?)
            ON CONFLICT (content_id, root, core_id) DO UPDATE SET kind = excluded.kind, file_bytes = excluded.file_bytes,
                dag_bytes = excluded.dag_bytes, car_bytes = excluded.car_bytes, block_count = excluded.block_count,
                created_at = CASE core.pins.state WHEN 'provisional' THEN excluded.created_at ELSE core.pins.created_at END
            """;
    private static final String CONFIRM = """
            WITH mine AS (
                SELECT content_id, root, core_id FROM core.pins
                WHERE core_id = ? AND content_id = ANY (?) ORDER BY content_id, root FOR UPDATE),
            changed AS (
                UPDATE core.pins p SET state = 'confirmed', confirmed_at = ? FROM mine
                WHERE p.content_id = mine.content_id AND p.root = mine.root AND p.core_id = mine.core_id
                    AND p.state = 'provisional')
            SELECT DISTINCT content_id FROM mine
            """;
    private static final String RELEASE = """
            WITH mine AS (
                SELECT content_id, root, core_id FROM core.pins
                WHERE core_id = ? AND content_id = ANY (?) ORDER BY content_id, root FOR UPDATE)
            DELETE FROM core.pins p USING mine
            WHERE p.content_id = mine.content_id AND p.root = mine.root AND p.core_id = mine.core_id
            RETURNING p.content_id
            """;
    private static final String UNCONFIRMED = """
            SELECT content_id, root, created_at FROM core.pins
            WHERE core_id = ? AND state = 'provisional' AND created_at <= ?
            ORDER BY created_at LIMIT ?
            """;

    private final DataSource dataSource;
    private final UUID coreId;

    public PinsRepository(DataSource dataSource, UUID coreId) {
        this.dataSource = dataSource;
        this.coreId = coreId;
    }

    /**
     * Writes pins, provisionally, in one transaction. One that is there already keeps its state; a provisional one
     * counts its age anew, because the answer to the repeated upload is new too.
     */
    public void pin(List<Pin> pins, Instant now) throws SQLException {
        // Each row once, as one statement may not touch it twice; in the same order everywhere, so that two
        // transactions
        // never wait for each other.
        Map<Key, Pin> distinct = new TreeMap<>();
        pins.forEach(pin -> distinct.put(new Key(pin.contentId(), pin.root().toString()), pin));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
                for (Pin pin : distinct.values()) {
                    bind(statement, pin, now);
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private record Key(long contentId, String root) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byContent = Long.compare(contentId, other.contentId);
            return byContent != 0 ? byContent : root.compareTo(other.root);
        }
    }

    private void bind(PreparedStatement statement, Pin pin, Instant now) throws SQLException {
        statement.setLong(1, pin.contentId());
        statement.setBytes(2, pin.root().toBytes());
        statement.setObject(3, coreId);
        statement.setString(4, pin.kind());
        statement.setLong(5, pin.fileBytes());
        statement.setLong(6, pin.dagBytes());
        statement.setLong(7, pin.carBytes());
        statement.setLong(8, pin.blockCount());
        statement.setObject(9, now.atOffset(ZoneOffset.UTC));
    }

    /** Confirms the pins of these contents; returns the contents that have one, confirmed just now or before. */
    public Set<Long> confirm(Collection<Long> contents, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(CONFIRM)) {
            bindContents(connection, statement, contents);
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            return contents(statement);
        }
    }

    /** Deletes the pins of these contents; returns the contents that had one. */
    public Set<Long> release(Collection<Long> contents) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            bindContents(connection, statement, contents);
            return contents(statement);
        }
    }

    private void bindContents(Connection connection, PreparedStatement statement, Collection<Long> contents)
            throws SQLException {
        statement.setObject(1, coreId);
        statement.setArray(2, connection.createArrayOf("bigint", contents.toArray()));
    }

    private static Set<Long> contents(PreparedStatement statement) throws SQLException {
        Set<Long> found = new LinkedHashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    /** Returns the oldest provisional pins that were made at or before {@code latest}. */
    public List<UnconfirmedPin> findUnconfirmed(Instant latest, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(UNCONFIRMED)) {
            statement.setObject(1, coreId);
            statement.setObject(2, latest.atOffset(ZoneOffset.UTC));
            statement.setInt(3, limit);
            List<UnconfirmedPin> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Instant createdAt = rows.getObject(3, OffsetDateTime.class).toInstant();
                    found.add(new UnconfirmedPin(rows.getLong(1), Cid.decode(rows.getBytes(2)), createdAt));
                }
            }
            return found;
        }
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
