package io.whypfs.deals.pieces;

import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.events.PieceReady;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code pieces} and {@code choices}, on the caller's connection and in its transaction. */
public final class PieceRepository {

    /**
     * Takes up a piece; a newer fact about the same bucket replaces an older one.
     *
     * @param target deals it should have
     */
    public void add(Connection connection, PieceReady ready, int target, long sequence, Instant time)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into pieces (bucket, bucket_id, core, piece_cid, piece_cid_v2, piece_size, car_bytes, root, target,
                  why, next, since, missing, sequence, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'The piece is built, and no deal was made yet.',
                  'Storage providers are chosen.', ?, ?, ?, ?)
                on conflict (bucket) do update set core = excluded.core, piece_cid = excluded.piece_cid,
                  piece_cid_v2 = excluded.piece_cid_v2, piece_size = excluded.piece_size,
                  car_bytes = excluded.car_bytes, root = excluded.root, sequence = excluded.sequence, due_epoch = 0,
                  revision = pieces.revision + 1
                where pieces.sequence < excluded.sequence""")) {
            upsert.setObject(1, ready.bucket());
            upsert.setLong(2, ready.bucketId());
            upsert.setString(3, ready.core());
            upsert.setString(4, ready.pieceCid());
            upsert.setString(5, ready.pieceCidV2());
            upsert.setLong(6, ready.pieceSize());
            upsert.setLong(7, ready.carBytes());
            upsert.setString(8, ready.root());
            upsert.setInt(9, target);
            upsert.setTimestamp(10, Timestamp.from(time));
            upsert.setInt(11, target);
            upsert.setLong(12, sequence);
            upsert.setTimestamp(13, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }

    /** Makes a piece due, counting so many more failures. */
    public void wake(Connection connection, UUID bucket, int failures) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update pieces set due_epoch = 0, round_failures = round_failures + ?, revision = revision + 1
                where bucket = ?""")) {
            update.setInt(1, failures);
            update.setObject(2, bucket);
            update.executeUpdate();
        }
    }

    /** Has no deals made for a piece before an epoch. */
    public void pause(Connection connection, UUID bucket, long until, Reason reason, Moment now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update pieces set paused_until = greatest(paused_until, ?), due_epoch = ?, why = ?, next = ?, next_at = ?,
                  since = ?, revision = revision + 1
                where bucket = ?""")) {
            update.setLong(1, until);
            update.setLong(2, until);
            update.setString(3, reason.why());
            update.setString(4, reason.next());
            update.setTimestamp(5, timestamp(reason.nextAt()));
            update.setTimestamp(6, Timestamp.from(now.at()));
            update.setObject(7, bucket);
            update.executeUpdate();
        }
    }

    /** Gives every piece that lacks deals a reason, and makes it due. */
    public int holdBack(Connection connection, Reason reason) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update pieces set why = ?, next = ?, next_at = ?, due_epoch = 0,
                  since = case when why = ? then since else now() end, revision = revision + 1
                where missing > 0 and (why <> ? or due_epoch > 0 or next_at < now())""")) {
            update.setString(1, reason.why());
            update.setString(2, reason.next());
            update.setTimestamp(3, timestamp(reason.nextAt()));
            update.setString(4, reason.why());
            update.setString(5, reason.why());
            return update.executeUpdate();
        }
    }

    /** Writes what a look may change, unless the row has another revision than the piece had when it was read. */
    public boolean update(Connection connection, Piece piece) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update pieces set why = ?, next = ?, next_at = ?, since = ?, missing = ?, due_epoch = ?, paused_until = ?,
                  round_failures = ?, revision = revision + 1
                where bucket = ? and revision = ?""")) {
            update.setString(1, piece.reason().why());
            update.setString(2, piece.reason().next());
            update.setTimestamp(3, timestamp(piece.reason().nextAt()));
            update.setTimestamp(4, Timestamp.from(piece.since()));
            update.setInt(5, piece.missing());
            update.setLong(6, piece.dueEpoch());
            update.setLong(7, piece.pausedUntil());
            update.setInt(8, piece.roundFailures());
            update.setObject(9, piece.bucket());
            update.setLong(10, piece.revision());
            return update.executeUpdate() == 1;
        }
    }

    public List<Piece> due(Connection connection, long epoch, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select * from pieces where due_epoch <= ? order by due_epoch, created_at limit ?")) {
            select.setLong(1, epoch);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<Piece> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(piece(rows));
                }
                return found;
            }
        }
    }

    public Optional<Piece> find(Connection connection, UUID bucket) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from pieces where bucket = ?")) {
            select.setObject(1, bucket);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(piece(rows)) : Optional.empty();
            }
        }
    }

    public void keepChoice(Connection connection, UUID bucket, Moment now, String choice) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into choices (bucket, made_at, epoch, choice) values (?, ?, ?, ?)")) {
            insert.setObject(1, bucket);
            insert.setTimestamp(2, Timestamp.from(now.at()));
            insert.setLong(3, now.epoch());
            insert.setString(4, choice);
            insert.executeUpdate();
        }
    }

    private static Piece piece(ResultSet row) throws SQLException {
        Timestamp nextAt = row.getTimestamp("next_at");
        return new Piece(
                row.getObject("bucket", UUID.class),
                PieceCid.parse(row.getString("piece_cid")),
                row.getString("piece_cid_v2"),
                new PaddedPieceSize(row.getLong("piece_size")),
                row.getLong("car_bytes"),
                Cid.parse(row.getString("root")),
                row.getInt("target"),
                new Reason(row.getString("why"), row.getString("next"), nextAt == null ? null : nextAt.toInstant()),
                row.getTimestamp("since").toInstant(),
                row.getInt("missing"),
                row.getLong("due_epoch"),
                row.getLong("paused_until"),
                row.getInt("round_failures"),
                row.getLong("revision"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
