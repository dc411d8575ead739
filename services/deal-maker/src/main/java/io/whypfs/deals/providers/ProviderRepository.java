package io.whypfs.deals.providers;

import io.whypfs.filecoin.address.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code providers}, on the caller's connection: who is in it, and what the chain, they and the operator say. */
final class ProviderRepository {

    List<Provider> all(Connection connection) throws SQLException {
        return read(connection, "select * from providers order by actor_id");
    }

    Optional<Provider> find(Connection connection, Address provider) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from providers where address = ?")) {
            select.setString(1, provider.toString());
            return rows(select).stream().findFirst();
        }
    }

    /** Those whose time has come; also those whose time is further away than any wait, as after a chain began anew. */
    List<Provider> due(Connection connection, long epoch, long longestWait) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select * from providers where due_epoch <= ? or due_epoch > ? order by due_epoch, actor_id
                """)) {
            select.setLong(1, epoch);
            select.setLong(2, epoch + longestWait);
            return rows(select);
        }
    }

    private static List<Provider> read(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            return rows(select);
        }
    }

    private static List<Provider> rows(PreparedStatement select) throws SQLException {
        List<Provider> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(ProviderRows.provider(row));
            }
        }
        return found;
    }

    /**
     * Takes up a provider that is not there yet.
     *
     * @param source word of the table for who brought it in
     * @return whether it was new
     */
    boolean add(Connection connection, Address provider, String source, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into providers (address, actor_id, source, added_at, reach, reach_why)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            insert.setString(1, provider.toString());
            insert.setLong(2, provider.id().orElseThrow());
            insert.setString(3, source);
            insert.setTimestamp(4, Timestamp.from(at));
            insert.setString(5, Provider.Reach.UNASKED.state().name());
            insert.setString(6, Provider.Reach.UNASKED.why());
            return insert.executeUpdate() == 1;
        }
    }

    void stand(Connection connection, Address provider, OperatorStanding standing, String reason, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update providers set standing = ?, standing_reason = ?, standing_at = ? where address = ?
                """)) {
            update.setString(1, standing.name());
            update.setString(2, reason);
            update.setTimestamp(3, Timestamp.from(at));
            update.setString(4, provider.toString());
            update.executeUpdate();
        }
    }

    /** Asks the provider again at the next refresh. */
    void hasten(Connection connection, Address provider) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update providers set due_epoch = 0 where address = ?")) {
            update.setString(1, provider.toString());
            update.executeUpdate();
        }
    }

    /** What a refresh found: chain, terms and reach, as the provider now has them. */
    void refreshed(Connection connection, Provider found) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update providers set chain_epoch = ?, owner = ?, worker = ?, peer_id = ?, multiaddrs = ?, unreadable = ?,
                        sector_bytes = ?, has_min_power = ?, ask = ?, ask_signature = ?, ask_epoch = ?, reach = ?,
                        reach_why = ?, reach_since_epoch = ?, missed = ?, due_epoch = ?
                    where address = ?
                """)) {
            setChain(connection, update, found.chain());
            setTerms(update, found.terms());
            Provider.Reach reach = found.reach();
            update.setString(12, reach.state().name());
            update.setString(13, reach.why());
            update.setLong(14, reach.sinceEpoch());
            update.setInt(15, reach.missed());
            update.setLong(16, reach.nextEpoch());
            update.setString(17, found.address().toString());
            update.executeUpdate();
        }
    }

    private static void setChain(Connection connection, PreparedStatement update, Optional<Provider.OnChain> chain)
            throws SQLException {
        List<String> multiaddrs = chain.map(Provider.OnChain::multiaddrs).orElse(List.of());
        List<String> unreadable = chain.map(Provider.OnChain::unreadable).orElse(List.of());
        update.setObject(1, chain.map(Provider.OnChain::epoch).orElse(null), Types.BIGINT);
        update.setString(2, chain.map(found -> found.owner().toString()).orElse(null));
        update.setString(3, chain.map(found -> found.worker().toString()).orElse(null));
        update.setString(4, chain.flatMap(Provider.OnChain::peerId).orElse(null));
        update.setArray(5, connection.createArrayOf("text", multiaddrs.toArray()));
        update.setArray(6, connection.createArrayOf("text", unreadable.toArray()));
        update.setObject(7, chain.map(Provider.OnChain::sectorBytes).orElse(null), Types.BIGINT);
        update.setObject(8, chain.map(Provider.OnChain::hasMinPower).orElse(null), Types.BOOLEAN);
    }

    private static void setTerms(PreparedStatement update, Optional<Provider.Terms> terms) throws SQLException {
        update.setBytes(9, terms.map(found -> found.ask().encode()).orElse(null));
        update.setString(10, terms.map(found -> found.signature().name()).orElse(null));
        update.setObject(11, terms.map(Provider.Terms::epoch).orElse(null), Types.BIGINT);
    }
}
