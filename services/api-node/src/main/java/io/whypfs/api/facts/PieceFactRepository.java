package io.whypfs.api.facts;

import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;

/** Writes {@code pieces} on the consumer's connection; never commits. */
@Singleton
final class PieceFactRepository {

    /** Notes that the piece is built; what delayed it stays as history. */
    void ready(Connection connection, PieceReady ready, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into pieces (bucket_uuid, sequence, ready_at, core, piece_cid, piece_cid_v2, piece_size, car_bytes,
                  root)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (bucket_uuid) do update set
                  sequence = greatest(pieces.sequence, excluded.sequence), ready_at = excluded.ready_at,
                  core = excluded.core, piece_cid = excluded.piece_cid, piece_cid_v2 = excluded.piece_cid_v2,
                  piece_size = excluded.piece_size, car_bytes = excluded.car_bytes, root = excluded.root
                where pieces.ready_at is null""")) {
            upsert.setObject(1, ready.bucket());
            upsert.setLong(2, sequence);
            upsert.setTimestamp(3, Timestamp.from(time));
            upsert.setString(4, ready.core());
            upsert.setString(5, ready.pieceCid());
            upsert.setString(6, ready.pieceCidV2());
            upsert.setLong(7, ready.pieceSize());
            upsert.setLong(8, ready.carBytes());
            upsert.setString(9, ready.root());
            upsert.executeUpdate();
        }
    }

    /** Notes why the piece is not built yet; a telling that comes late changes nothing. */
    void delay(Connection connection, PieceDelayed delayed, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into pieces (bucket_uuid, sequence, delayed_at, delayed_why, delayed_next, delayed_next_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (bucket_uuid) do update set
                  sequence = excluded.sequence, delayed_at = excluded.delayed_at, delayed_why = excluded.delayed_why,
                  delayed_next = excluded.delayed_next, delayed_next_at = excluded.delayed_next_at
                where pieces.sequence < excluded.sequence""")) {
            upsert.setObject(1, delayed.bucket());
            upsert.setLong(2, sequence);
            upsert.setTimestamp(3, Timestamp.from(time));
            upsert.setString(4, delayed.why());
            upsert.setString(5, delayed.next());
            Instant nextAt = delayed.nextAt();
            if (nextAt == null) {
                upsert.setNull(6, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                upsert.setTimestamp(6, Timestamp.from(nextAt));
            }
            upsert.executeUpdate();
        }
    }
}
