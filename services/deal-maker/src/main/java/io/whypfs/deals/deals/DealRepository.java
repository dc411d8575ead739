package io.whypfs.deals.deals;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code deals}, on the caller's connection and in its transaction. */
final class DealRepository {

    /** Longer than a pause between two renewals by far, and shorter than anybody wants to wait after a crash. */
    private static final int LEASE_SECONDS = 10;

    /** Keeps a new deal; empty when its provider has a live one for the piece. */
    OptionalLong insert(Connection connection, Deal deal) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into deals (uuid, bucket, piece_cid, piece_size, provider, attempt, adjustment, client, verified,
                  price_per_epoch, created_at, created_epoch, state, since, since_epoch, why, next, next_at, over,
                  due_epoch, revision)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?, false, ?, ?)
                on conflict (piece_cid, provider) where not over and not ending do nothing
                returning id""")) {
            int at = 1;
            insert.setObject(at++, deal.uuid());
            insert.setObject(at++, deal.bucket());
            insert.setString(at++, deal.pieceCid().toString());
            insert.setLong(at++, deal.pieceSize().bytes());
            insert.setString(at++, deal.provider().toString());
            insert.setInt(at++, deal.terms().attempt());
            insert.setString(at++, deal.terms().adjustment().name());
            insert.setString(at++, deal.terms().client().toString());
            insert.setBoolean(at++, deal.terms().verified());
            insert.setBigDecimal(at++, decimal(deal.terms().pricePerEpoch()));
            insert.setTimestamp(at++, Timestamp.from(deal.createdAt()));
            insert.setLong(at++, deal.createdEpoch());
            insert.setTimestamp(at++, Timestamp.from(deal.since()));
            insert.setLong(at++, deal.sinceEpoch());
            insert.setString(at++, deal.reason().why());
            insert.setString(at++, deal.reason().next());
            insert.setTimestamp(at++, timestamp(deal.reason().nextAt()));
            insert.setLong(at++, deal.dueEpoch());
            insert.setLong(at, deal.revision());
            try (ResultSet rows = insert.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Writes all that a look may change, unless the row has another revision than {@code revision}. */
    boolean update(Connection connection, long revision, Deal deal) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update deals set state = ?, since = ?, since_epoch = ?, why = ?, next = ?, next_at = ?, over = ?, ending = ?,
                  start_epoch = ?, end_epoch = ?, provider_collateral = ?, params = ?, proposal_cid = ?,
                  proposed_epoch = ?, tries = ?, sending = ?, may_have_arrived = ?, rejection = ?, publish_cid = ?,
                  published_epoch = ?, chain_deal_id = ?, chain_proposal_cid = ?, end_state_epoch = ?, retry_epoch = ?,
                  hint_publish_cid = ?, hint_deal_id = ?, hint_since_epoch = ?, provider_word = ?,
                  missing_since_epoch = ?, due_epoch = ?, revision = ?
                where uuid = ? and revision = ?""")) {
            int at = standing(update, deal);
            at = offer(update, at, deal.state());
            at = chain(update, at, deal.state());
            at = hints(update, at, deal.hints());
            update.setLong(at++, deal.dueEpoch());
            update.setLong(at++, deal.revision());
            update.setObject(at++, deal.uuid());
            update.setLong(at, revision);
            return update.executeUpdate() == 1;
        }
    }

    private static int standing(PreparedStatement update, Deal deal) throws SQLException {
        int at = 1;
        update.setString(at++, deal.word());
        update.setTimestamp(at++, Timestamp.from(deal.since()));
        update.setLong(at++, deal.sinceEpoch());
        update.setString(at++, deal.reason().why());
        update.setString(at++, deal.reason().next());
        update.setTimestamp(at++, timestamp(deal.reason().nextAt()));
        update.setBoolean(at++, deal.state().isOver());
        update.setBoolean(at++, deal.state().isEnding());
        return at;
    }

    private static int offer(PreparedStatement update, int first, DealState state) throws SQLException {
        int at = first;
        Offer offer = state.offerOrNull();
        update.setLong(at++, offer == null ? 0 : offer.startEpoch());
        update.setLong(at++, offer == null ? 0 : offer.endEpoch());
        update.setBigDecimal(
                at++, offer == null ? BigDecimal.ZERO : decimal(offer.proposal().providerCollateral()));
        update.setBytes(at++, offer == null ? null : offer.bytes());
        update.setString(at++, offer == null ? null : offer.proposalCid().toString());
        number(update, at++, offer == null ? null : offer.proposedEpoch());
        DealState.Proposing proposing = state instanceof DealState.Proposing p ? p : null;
        update.setInt(at++, proposing == null ? 0 : proposing.tries());
        update.setBoolean(at++, proposing != null && proposing.sending());
        update.setBoolean(at++, proposing != null && proposing.mayHaveArrived());
        update.setString(
                at++, state instanceof DealState.Rejected r ? r.rejection().name() : null);
        return at;
    }

    private static int chain(PreparedStatement update, int first, DealState state) throws SQLException {
        int at = first;
        Publication publication = state.publicationOrNull();
        update.setString(at++, publication == null ? null : text(publication.message()));
        number(update, at++, publication == null ? null : publication.height());
        number(update, at++, publication == null ? null : publication.dealId());
        update.setString(at++, text(state.chainProposalCidOrNull()));
        Long epoch = null;
        if (state instanceof DealState.Active active) {
            epoch = active.sectorStart();
        } else if (state instanceof DealState.Slashed slashed) {
            epoch = slashed.epoch();
        }
        number(update, at++, epoch);
        number(update, at++, state.isOver() ? state.retryEpoch() : null);
        return at;
    }

    private static int hints(PreparedStatement update, int first, Hints hints) throws SQLException {
        int at = first;
        update.setString(at++, text(hints.publishCid()));
        number(update, at++, hints.dealId() == 0 ? null : hints.dealId());
        number(update, at++, hints.publishSince() == 0 ? null : hints.publishSince());
        update.setString(at++, hints.word());
        number(update, at++, hints.missingSince() == 0 ? null : hints.missingSince());
        return at;
    }

    /** Notes what was served for a deal, and makes it due; a deal that is over keeps the number only. */
    boolean served(Connection connection, UUID deal, long bytes, boolean whole) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update deals set bytes_served = greatest(bytes_served, ?), whole_served = whole_served or ?,
                  due_epoch = case when not over and state in ('accepted', 'transferring') then 0 else due_epoch end
                where uuid = ?""")) {
            update.setLong(1, bytes);
            update.setBoolean(2, whole);
            update.setObject(3, deal);
            return update.executeUpdate() == 1;
        }
    }

    Optional<Deal> find(Connection connection, UUID deal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from deals where uuid = ?")) {
            select.setObject(1, deal);
            try (ResultSet rows = select.executeQuery()) {
                return DealRows.all(rows).stream().findFirst();
            }
        }
    }

    List<Deal> ofPiece(Connection connection, PieceCid piece) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from deals where piece_cid = ? order by id")) {
            select.setString(1, piece.toString());
            try (ResultSet rows = select.executeQuery()) {
                return DealRows.all(rows);
            }
        }
    }

    Set<Long> startsOffered(Connection connection, PieceCid piece, Address provider) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select start_epoch from deals where piece_cid = ? and provider = ? and params is not null""")) {
            select.setString(1, piece.toString());
            select.setString(2, provider.toString());
            try (ResultSet rows = select.executeQuery()) {
                Set<Long> starts = new HashSet<>();
                while (rows.next()) {
                    starts.add(rows.getLong(1));
                }
                return starts;
            }
        }
    }

    InFlight inFlight(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        select provider, count(*) from deals
                        where not over and state <> 'active'
                        group by provider""");
                ResultSet rows = select.executeQuery()) {
            Map<Address, Integer> found = new HashMap<>();
            while (rows.next()) {
                found.put(Address.parse(rows.getString(1)), rows.getInt(2));
            }
            return new InFlight(found);
        }
    }

    /** Deals that are due and in nobody's hand, taken for the owner. Leases count by the database's clock. */
    List<Deal> claim(Connection connection, UUID owner, DealStore.Share share, long epoch, int limit)
            throws SQLException {
        String sql = """
                update deals set lease_owner = ?, lease_until = now() + make_interval(secs => ?)
                where uuid in (
                  select uuid from deals
                  where not over and due_epoch <= ? and (state = 'active') = ?
                    and (lease_until is null or lease_until < now())
                  order by due_epoch, id limit ? for update skip locked)
                returning *""";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, owner);
            update.setInt(2, LEASE_SECONDS);
            update.setLong(3, epoch);
            update.setBoolean(4, share == DealStore.Share.ACTIVE);
            update.setInt(5, limit);
            try (ResultSet rows = update.executeQuery()) {
                return DealRows.all(rows);
            }
        }
    }

    void release(Connection connection, UUID owner, UUID deal) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update deals set lease_owner = null, lease_until = null where uuid = ? and lease_owner = ?""")) {
            update.setObject(1, deal);
            update.setObject(2, owner);
            update.executeUpdate();
        }
    }

    void renew(Connection connection, UUID owner) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update deals set lease_until = now() + make_interval(secs => ?) where lease_owner = ? and not over""")) {
            update.setInt(1, LEASE_SECONDS);
            update.setObject(2, owner);
            update.executeUpdate();
        }
    }

    private static void number(PreparedStatement statement, int at, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, value);
        }
    }

    private static @Nullable String text(@Nullable Cid cid) {
        return cid == null ? null : cid.toString();
    }

    static BigDecimal decimal(TokenAmount amount) {
        return new BigDecimal(amount.attoFil());
    }

    static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
