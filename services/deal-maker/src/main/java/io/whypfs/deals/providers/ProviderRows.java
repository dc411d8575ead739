package io.whypfs.deals.providers;

import io.whypfs.deals.providers.TrackRecord.BackOff;
import io.whypfs.deals.providers.TrackRecord.Counts;
import io.whypfs.deals.providers.TrackRecord.Score;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.StorageAsk;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows of {@code deal.providers} as values. */
final class ProviderRows {

    private ProviderRows() {}

    static Provider provider(ResultSet row) throws SQLException {
        return new Provider(
                Address.parse(row.getString("address")),
                chain(row),
                terms(row),
                OperatorStanding.valueOf(row.getString("standing")),
                row.getString("standing_reason"),
                new Provider.Reach(
                        ReachState.valueOf(row.getString("reach")),
                        row.getString("reach_why"),
                        row.getLong("reach_since_epoch"),
                        row.getInt("missed"),
                        row.getLong("due_epoch")),
                record(row));
    }

    private static Optional<Provider.OnChain> chain(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        if (owner == null) {
            return Optional.empty();
        }
        return Optional.of(new Provider.OnChain(
                Address.parse(owner),
                Address.parse(row.getString("worker")),
                Optional.ofNullable(row.getString("peer_id")),
                texts(row.getArray("multiaddrs")),
                texts(row.getArray("unreadable")),
                row.getLong("sector_bytes"),
                row.getBoolean("has_min_power"),
                row.getLong("chain_epoch")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Optional<Provider.Terms> terms(ResultSet row) throws SQLException {
        byte[] ask = row.getBytes("ask");
        if (ask == null) {
            return Optional.empty();
        }
        return Optional.of(new Provider.Terms(
                StorageAsk.decode(ask),
                AskSignature.valueOf(row.getString("ask_signature")),
                row.getLong("ask_epoch")));
    }

    static TrackRecord record(ResultSet row) throws SQLException {
        Counts counts = new Counts(
                row.getLong("proposed"),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getLong("busy"),
                row.getLong("unreachable"),
                row.getLong("transferred"),
                row.getLong("bytes_transferred"),
                row.getLong("transfer_millis"),
                row.getLong("activated"),
                row.getLong("epochs_to_activation"),
                row.getLong("failed"),
                row.getLong("slashed"));
        return new TrackRecord(
                counts,
                new Score(row.getDouble("score_good"), row.getDouble("score_bad"), row.getLong("score_epoch")),
                row.getInt("failures_in_row"),
                new BackOff(row.getLong("back_off_until"), row.getString("back_off_why")));
    }
}
