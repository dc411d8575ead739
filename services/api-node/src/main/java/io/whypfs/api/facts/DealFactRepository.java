package io.whypfs.api.facts;

import io.whypfs.events.DealChanged;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes {@code deals} and {@code deal_transitions} on the consumer's connection; never commits. */
@Singleton
final class DealFactRepository {

    /** Notes a transition, and how the deal stands now unless a later transition was noted before. */
    void change(Connection connection, DealChanged deal, long sequence, Instant time) throws SQLException {
        note(connection, deal, sequence, time);
        stand(connection, deal, sequence, time);
        begin(connection, deal, time);
    }

    private static void note(Connection connection, DealChanged deal, long sequence, Instant time) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into deal_transitions (deal_uuid, sequence, state, at, why, next, next_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setObject(1, deal.deal());
            insert.setLong(2, sequence);
            insert.setString(3, deal.state());
            insert.setTimestamp(4, Timestamp.from(time));
            insert.setString(5, deal.why());
            insert.setString(6, deal.next());
            setTime(insert, 7, deal.nextAt());
            insert.executeUpdate();
        }
    }

    private static void stand(Connection connection, DealChanged deal, long sequence, Instant time)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into deals (deal_uuid, deal_id, bucket_uuid, piece_cid, piece_size, provider, state, why, next,
                  next_at, over, client, verified, price_per_epoch, start_epoch, end_epoch, proposal_cid, publish_cid,
                  chain_deal_id, attempt, sequence, created_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (deal_uuid) do update set
                  piece_cid = excluded.piece_cid, piece_size = excluded.piece_size, provider = excluded.provider,
                  state = excluded.state, why = excluded.why, next = excluded.next, next_at = excluded.next_at,
                  over = excluded.over, client = excluded.client, verified = excluded.verified,
                  price_per_epoch = excluded.price_per_epoch, start_epoch = excluded.start_epoch,
                  end_epoch = excluded.end_epoch, proposal_cid = excluded.proposal_cid,
                  publish_cid = excluded.publish_cid, chain_deal_id = excluded.chain_deal_id,
                  attempt = excluded.attempt, sequence = excluded.sequence, changed_at = excluded.changed_at
                where deals.sequence < excluded.sequence""")) {
            upsert.setObject(1, deal.deal());
            upsert.setLong(2, deal.dealId());
            upsert.setObject(3, deal.bucket());
            upsert.setString(4, deal.pieceCid());
            upsert.setLong(5, deal.pieceSize());
            upsert.setString(6, deal.provider());
            upsert.setString(7, deal.state());
            upsert.setString(8, deal.why());
            upsert.setString(9, deal.next());
            setTime(upsert, 10, deal.nextAt());
            upsert.setBoolean(11, deal.over());
            upsert.setString(12, deal.client());
            upsert.setBoolean(13, deal.verified());
            upsert.setString(14, deal.pricePerEpoch());
            upsert.setLong(15, deal.startEpoch());
            upsert.setLong(16, deal.endEpoch());
            upsert.setString(17, deal.proposalCid());
            upsert.setString(18, deal.publishCid());
            upsert.setObject(19, deal.chainDealId(), Types.BIGINT);
            upsert.setInt(20, deal.attempt());
            upsert.setLong(21, sequence);
            upsert.setTimestamp(22, Timestamp.from(time));
            upsert.setTimestamp(23, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }

    /** A deal began with its first transition, also where that one came late. */
    private static void begin(Connection connection, DealChanged deal, Instant time) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update deals set created_at = ? where deal_uuid = ? and created_at > ?")) {
            update.setTimestamp(1, Timestamp.from(time));
            update.setObject(2, deal.deal());
            update.setTimestamp(3, Timestamp.from(time));
            update.executeUpdate();
        }
    }

    private static void setTime(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setTimestamp(index, Timestamp.from(time));
        }
    }
}
