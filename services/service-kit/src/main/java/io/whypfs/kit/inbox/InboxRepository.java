package io.whypfs.kit.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** The table {@code inbox} of the connection's schema. Works on the caller's connection and never commits. */
final class InboxRepository {

    private static final int PRUNE_AT_ONCE = 10_000;

    /** Notes an event; false when it had been noted before. */
    boolean add(Connection connection, UUID eventId, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into inbox (event_id, received_at) values (?, ?) on conflict do nothing")) {
            insert.setObject(1, eventId);
            insert.setTimestamp(2, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
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
