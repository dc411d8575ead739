package io.whypfs.kit.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The table {@code inbox} of the connection's schema. Works on the caller's connection and never commits. */
final class InboxRepository {

    private static final int PRUNE_AT_ONCE = 10_000;

    /**
     * Notes events, in one statement.
     *
     * @return those that had not been noted before, each once; the caller's to change
     */
    Set<UUID> add(Connection connection, Collection<UUID> eventIds, Instant now) throws SQLException {
        Set<UUID> fresh = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into inbox (event_id, received_at) select id, ? from unnest(?) as id"
                        + " on conflict do nothing returning event_id")) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setArray(2, connection.createArrayOf("uuid", eventIds.toArray()));
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return fresh;
    }

    /** Forgets some of the events noted before {@code limit}. */
    void prune(Connection connection, Instant limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from inbox where event_id in"
                + " (select event_id from inbox where received_at < ? order by received_at limit " + PRUNE_AT_ONCE
                + ")")) {
            delete.setTimestamp(1, Timestamp.from(limit));
            delete.executeUpdate();
        }
    }
}
