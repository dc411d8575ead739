package io.whypfs.corenode.pieces.build;

import io.whypfs.events.Event;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;

/** How an attempt ends: the row of {@code core.pieces} and the fact that tells it, in one transaction. */
final class BuildOutcomesRepository {

    /** 1 MiB of nodes in a row. */
    private static final int NODE_ROW_BYTES = 1 << 20;

    private static final String LOCK =
            "SELECT event_sequence FROM core.pieces" + " WHERE bucket = ? AND state <> 'ready' FOR UPDATE";
    private static final String DELAY = """
            UPDATE core.pieces SET state = ?, since = ?, why = ?, next = ?, next_at = ?, attempts = ?, event_sequence = ?
            WHERE bucket = ?
            """;
    private static final String FINISH = """
            UPDATE core.pieces SET state = ?, since = ?, why = ?, next = ?, next_at = NULL, done_bytes = ?, event_sequence = ?,
                root = ?, commitment = ?, piece_size = ?, car_bytes = ?, blocks = ?
            WHERE bucket = ?
            """;
    private static final String CLEAR_NODES = "DELETE FROM core.piece_nodes WHERE bucket = ?";
    private static final String ADD_NODES = "INSERT INTO core.piece_nodes (bucket, row_number, nodes) VALUES (?, ?, ?)";

    private final DataSource dataSource;
    private final OutboxRepository outbox;

    BuildOutcomesRepository(DataSource dataSource, OutboxRepository outbox) {
        this.dataSource = dataSource;
        this.outbox = outbox;
    }

    /** What is done between the lock of a row and the commit. */
    @FunctionalInterface
    private interface Ending {

        Event write(Connection connection, long sequence) throws SQLException;
    }

    /** The attempt failed, and there will be another. */
    boolean delay(SealedBucket bucket, BuildState.Delayed state, int attempts, Instant now) throws SQLException {
        return end(bucket.bucket(), now, (connection, sequence) -> {
            try (PreparedStatement statement = connection.prepareStatement(DELAY)) {
                statement.setString(1, state.name());
                statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                statement.setString(3, state.why());
                statement.setString(4, state.next());
                statement.setObject(5, state.at().atOffset(ZoneOffset.UTC));
                statement.setInt(6, attempts);
                statement.setLong(7, sequence);
                statement.setObject(8, bucket.bucket());
                statement.executeUpdate();
            }
            return new PieceDelayed(bucket.bucket(), state.why(), state.next(), state.at());
        });
    }

    /** The piece is built. Does nothing when that was written before. */
    boolean finish(SealedBucket bucket, UUID core, FinishedPiece piece, byte[] nodes, Instant now) throws SQLException {
        BuildState state = new BuildState.Ready(piece);
        return end(bucket.bucket(), now, (connection, sequence) -> {
            putNodes(connection, bucket.bucket(), nodes);
            try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
                statement.setString(1, state.name());
                statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                statement.setString(3, state.why());
                statement.setString(4, state.next());
                statement.setLong(5, piece.carBytes());
                statement.setLong(6, sequence);
                statement.setBytes(7, piece.root().toBytes());
                statement.setBytes(8, piece.v1().commitment().toBytes());
                statement.setLong(9, piece.size().bytes());
                statement.setLong(10, piece.carBytes());
                statement.setLong(11, piece.blocks());
                statement.setObject(12, bucket.bucket());
                statement.executeUpdate();
            }
            return ready(bucket, core, piece);
        });
    }

    private static PieceReady ready(SealedBucket bucket, UUID core, FinishedPiece piece) {
        return new PieceReady(
                bucket.bucket(),
                bucket.bucketId(),
                core.toString(),
                piece.v1().toString(),
                piece.pieceCid().toString(),
                piece.size().bytes(),
                piece.carBytes(),
                piece.root().toString(),
                bucket.members(),
                piece.blocks());
    }

    private static void putNodes(Connection connection, UUID bucket, byte[] nodes) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR_NODES)) {
            clear.setObject(1, bucket);
            clear.executeUpdate();
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_NODES)) {
            int number = 0;
            for (int from = 0; from < nodes.length; from += NODE_ROW_BYTES) {
                add.setObject(1, bucket);
                add.setInt(2, number++);
                add.setBytes(3, Arrays.copyOfRange(nodes, from, Math.min(nodes.length, from + NODE_ROW_BYTES)));
                add.executeUpdate();
            }
        }
    }

    private boolean end(UUID bucket, Instant now, Ending ending) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean isMine = lockAndWrite(connection, bucket, now, ending);
                connection.commit();
                return isMine;
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private boolean lockAndWrite(Connection connection, UUID bucket, Instant now, Ending ending) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setObject(1, bucket);
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                long sequence = row.getLong(1) + 1;
                Event fact = ending.write(connection, sequence);
                outbox.append(connection, EventEnvelope.of(fact, sequence, now, null));
                return true;
            }
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
