package io.whypfs.corenode.pieces.transfer;

import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceFetched;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.multiformats.Cid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of {@code core.piece_transfers}, and what a transfer needs to know of {@code core.pieces}. */
public final class TransfersRepository {

    private static final String READY = """
            SELECT bucket, core_id, root, car_bytes,
                EXISTS (SELECT 1 FROM core.piece_transfers WHERE deal = ? AND over)
            FROM core.pieces WHERE commitment = ? AND state = 'ready' ORDER BY bucket
            """;
    private static final String END_DEAL = """
            INSERT INTO core.piece_transfers (deal, commitment, over, changed_at) VALUES (?, ?, true, ?)
            ON CONFLICT (deal) DO UPDATE SET over = true, changed_at = excluded.changed_at
            """;
    private static final String ENSURE = """
            INSERT INTO core.piece_transfers (deal, commitment, changed_at) VALUES (?, ?, ?) ON CONFLICT (deal) DO NOTHING
            """;
    /** The row stays locked to the end of the transaction, so that two cores add to each other's spans. */
    private static final String COVER = """
            UPDATE core.piece_transfers SET covered = covered + ?::int8multirange, changed_at = ? WHERE deal = ?
            RETURNING (SELECT sum(upper(span) - lower(span)) FROM unnest(covered) AS span), whole, told_at, event_sequence
            """;

    private static final String TELL = """
            UPDATE core.piece_transfers SET bytes_served = ?, whole = ?, told_at = ?, event_sequence = ? WHERE deal = ?
            """;

    private final DataSource dataSource;
    private final OutboxRepository outbox;
    private final Duration tellEvery;

    /** @param tellEvery shortest time between two facts about one deal, but for the last */
    public TransfersRepository(DataSource dataSource, OutboxRepository outbox, Duration tellEvery) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.tellEvery = tellEvery;
    }

    /** What is known about a piece, for one deal. */
    record Known(List<ServedPiece> homes, boolean isDealOver) {}

    /** Finds the ready pieces with this CID: more than one when buckets with the same members have several homes. */
    Known find(PieceCid piece, UUID deal) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(READY)) {
            statement.setObject(1, deal);
            statement.setBytes(2, piece.commitment().toBytes());
            try (ResultSet rows = statement.executeQuery()) {
                List<ServedPiece> homes = new ArrayList<>();
                boolean isOver = false;
                while (rows.next()) {
                    homes.add(new ServedPiece(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, UUID.class),
                            Cid.decode(rows.getBytes(3)),
                            rows.getLong(4)));
                    isOver = rows.getBoolean(5);
                }
                return new Known(homes, isOver);
            }
        }
    }

    /** Notes on the caller's connection that a deal is over: nothing is served for it any more. */
    public void end(Connection connection, UUID deal, PieceCid piece, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_DEAL)) {
            statement.setObject(1, deal);
            statement.setBytes(2, piece.commitment().toBytes());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /**
     * Adds what was served for a deal and, when it is time, tells it.
     *
     * @return whether a fact was put into the outbox
     */
    boolean add(UUID deal, PieceCid piece, long carBytes, ByteSpans served, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean told = add(connection, deal, piece, carBytes, served, now);
                connection.commit();
                return told;
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private boolean add(Connection connection, UUID deal, PieceCid piece, long carBytes, ByteSpans served, Instant now)
            throws SQLException {
        ensure(connection, deal, piece, now);
        try (PreparedStatement statement = connection.prepareStatement(COVER)) {
            statement.setString(1, served.toString());
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setObject(3, deal);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long bytes = row.getLong(1);
                boolean isWhole = bytes >= carBytes;
                Optional<Instant> toldAt =
                        Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant);
                boolean isNewlyWhole = isWhole && !row.getBoolean(2);
                boolean isTime = !row.getBoolean(2)
                        && toldAt.map(last -> !now.isBefore(last.plus(tellEvery)))
                                .orElse(true);
                if (isNewlyWhole || isTime) {
                    tell(connection, new PieceFetched(deal, piece.toString(), bytes, isWhole), row.getLong(4) + 1, now);
                    return true;
                }
                return false;
            }
        }
    }

    private static void ensure(Connection connection, UUID deal, PieceCid piece, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
            statement.setObject(1, deal);
            statement.setBytes(2, piece.commitment().toBytes());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private void tell(Connection connection, PieceFetched fetched, long sequence, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setLong(1, fetched.bytesServed());
            statement.setBoolean(2, fetched.whole());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setLong(4, sequence);
            statement.setObject(5, fetched.deal());
            statement.executeUpdate();
        }
        outbox.append(connection, EventEnvelope.of(fetched, sequence, now, null));
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
