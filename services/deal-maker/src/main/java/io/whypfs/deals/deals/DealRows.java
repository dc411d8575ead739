package io.whypfs.deals.deals;

import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code deals} as deals. */
final class DealRows {

    private DealRows() {}

    static List<Deal> all(ResultSet rows) throws SQLException {
        List<Deal> deals = new ArrayList<>();
        while (rows.next()) {
            deals.add(deal(rows));
        }
        return deals;
    }

    static Deal deal(ResultSet row) throws SQLException {
        return new Deal(
                row.getObject("uuid", UUID.class),
                row.getLong("id"),
                row.getObject("bucket", UUID.class),
                PieceCid.parse(row.getString("piece_cid")),
                new PaddedPieceSize(row.getLong("piece_size")),
                Address.parse(row.getString("provider")),
                new Terms(
                        Address.parse(row.getString("client")),
                        row.getBoolean("verified"),
                        new TokenAmount(row.getBigDecimal("price_per_epoch").toBigIntegerExact()),
                        row.getInt("attempt"),
                        Adjustment.valueOf(row.getString("adjustment"))),
                state(row),
                new Reason(row.getString("why"), row.getString("next"), instant(row, "next_at")),
                row.getTimestamp("since").toInstant(),
                row.getLong("since_epoch"),
                new Hints(
                        cid(row, "hint_publish_cid"),
                        row.getLong("hint_deal_id"),
                        row.getLong("hint_since_epoch"),
                        row.getString("provider_word"),
                        row.getLong("bytes_served"),
                        row.getBoolean("whole_served"),
                        row.getLong("missing_since_epoch")),
                row.getLong("due_epoch"),
                row.getLong("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("created_epoch"));
    }

    private static DealState state(ResultSet row) throws SQLException {
        String word = row.getString("state");
        Offer offer = offer(row);
        Publication publication = publication(row);
        Cid chainCid = cid(row, "chain_proposal_cid");
        long retryEpoch = row.getLong("retry_epoch");
        return switch (word) {
            case "planned" -> new DealState.Planned();
            case "proposing" ->
                new DealState.Proposing(
                        there(offer, word),
                        row.getInt("tries"),
                        row.getBoolean("sending"),
                        row.getBoolean("may_have_arrived"));
            case "accepted" -> new DealState.Accepted(there(offer, word));
            case "transferring" -> new DealState.Transferring(there(offer, word));
            case "transferred" -> new DealState.Transferred(there(offer, word));
            case "published" -> new DealState.Published(there(offer, word), there(publication, word));
            case "sealing" ->
                new DealState.Sealing(there(offer, word), there(publication, word), there(chainCid, word));
            case "active" ->
                new DealState.Active(
                        there(offer, word),
                        there(publication, word),
                        there(chainCid, word),
                        row.getLong("end_state_epoch"),
                        row.getBoolean("ending"));
            case "rejected" ->
                new DealState.Rejected(
                        there(offer, word),
                        RejectionClass.valueOf(there(row.getString("rejection"), word)),
                        retryEpoch);
            case "failed" -> new DealState.Failed(offer, publication, retryEpoch);
            case "slashed" ->
                new DealState.Slashed(
                        there(offer, word),
                        there(publication, word),
                        there(chainCid, word),
                        row.getLong("end_state_epoch"),
                        retryEpoch);
            case "expired" ->
                new DealState.Expired(there(offer, word), there(publication, word), there(chainCid, word));
            default -> throw new IllegalStateException("The table of deals knows no state " + word + ".");
        };
    }

    private static <T> T there(@Nullable T value, String word) {
        return Objects.requireNonNull(value, () -> "A deal that is " + word + " lacks a part.");
    }

    private static @Nullable Offer offer(ResultSet row) throws SQLException {
        byte[] params = row.getBytes("params");
        return params == null ? null : Offer.decode(params, row.getLong("proposed_epoch"));
    }

    private static @Nullable Publication publication(ResultSet row) throws SQLException {
        long dealId = row.getLong("chain_deal_id");
        return row.wasNull() ? null : new Publication(cid(row, "publish_cid"), dealId, row.getLong("published_epoch"));
    }

    private static @Nullable Cid cid(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Cid.parse(text);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
