package io.whypfs.kit.outbox;

import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code outbox} of the connection's schema. Works on the caller's connection and never commits; with
 * Hibernate, call it in {@code Session.doWork}. Thread safe.
 */
@Singleton
public final class OutboxRepository {

    private final EventCodec codec = new EventCodec();

    /** How much waits, and since when. */
    record Backlog(long rows, Optional<Instant> oldest) {}

    /**
     * Adds facts to the caller's transaction: they are told when it commits, and not told when it does not. Call {@link
     * OutboxRelay#wake()} after the commit to have them told at once.
     */
    public void append(Connection connection, Collection<EventEnvelope> envelopes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outbox (event_id, topic, key, payload, created_at) values (?, ?, ?, ?, ?)")) {
            for (EventEnvelope envelope : envelopes) {
                insert.setObject(1, envelope.id());
                insert.setString(2, envelope.topic());
                insert.setString(3, envelope.key());
                insert.setString(4, codec.encode(envelope));
                insert.setTimestamp(5, Timestamp.from(envelope.time()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public void append(Connection connection, EventEnvelope envelope) throws SQLException {
        append(connection, List.of(envelope));
    }

    /** The oldest rows among those present, in id order. */
    List<OutboxRow> oldest(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, topic, key, payload from outbox order by id limit ?")) {
            select.setInt(1, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<OutboxRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new OutboxRow(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return found;
            }
        }
    }

    void delete(Connection connection, Collection<Long> ids) throws SQLException {
        Array array = connection.createArrayOf("bigint", ids.toArray());
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, array);
            delete.executeUpdate();
        } finally {
            array.free();
        }
    }

    Backlog backlog(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*), min(created_at) from outbox");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return new Backlog(
                    rows.getLong(1), Optional.ofNullable(rows.getTimestamp(2)).map(Timestamp::toInstant));
        }
    }
}
