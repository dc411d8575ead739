package io.whypfs.api.content;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** Contents that the scheduler may not have heard of; blocking. */
public final class RetellRepository {

    private final DataSource dataSource;
    private final OutboxRepository outbox;

    public RetellRepository(DataSource dataSource, OutboxRepository outbox) {
        this.dataSource = dataSource;
        this.outbox = outbox;
    }

    /** A content whose newest fact nobody confirmed to know. */
    public record Unheard(long id, boolean isDeleted) {}

    /** Contents whose newest fact was told last before {@code before} and that are not known to the scheduler, oldest first. */
    public List<Unheard> findUnheard(Instant before, int limit) throws SQLException {
        String sql = """
                select id, deleted_at is not null from contents
                where known_at is null and told_at < ? order by told_at, id limit ?""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.setInt(2, limit);
            List<Unheard> unheard = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    unheard.add(new Unheard(rows.getLong(1), rows.getBoolean(2)));
                }
            }
            return unheard;
        }
    }

    /** Notes that the newest fact of these contents is known, unless they changed after {@code before}. */
    public void markKnown(Collection<Long> contents, Instant before, Instant now) throws SQLException {
        String sql = "update contents set known_at = ? where id = any(?) and known_at is null and told_at < ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("bigint", contents.toArray()));
            statement.setObject(3, before.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** Puts the newest fact of these contents into the outbox once more, where none waits there already. */
    public int tellAgain(Collection<Long> contents, Instant now) throws SQLException {
        String sql = """
                select c.id, c.user_id, c.cid, c.name, c.file_bytes, c.dag_bytes, c.car_bytes, c.block_count,
                  c.replication, c.bucket_wished, c.updated_at, c.deleted_at is not null,
                  array(select h.core_id::text from content_homes h where h.content_id = c.id)
                from contents c
                where c.id = any(?) and c.known_at is null
                  and not exists (select 1 from outbox o where o.key = c.id::text)
                for update of c""";
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("bigint", contents.toArray()));
                List<EventEnvelope> facts = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        facts.add(fact(rows));
                    }
                }
                outbox.append(connection, facts);
                markTold(connection, contents, now);
                connection.commit();
                return facts.size();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void markTold(Connection connection, Collection<Long> contents, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update contents set told_at = ? where id = any(?) and known_at is null")) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("bigint", contents.toArray()));
            statement.executeUpdate();
        }
    }

    private static EventEnvelope fact(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        Instant since = row.getObject(11, java.time.OffsetDateTime.class).toInstant();
        if (row.getBoolean(12)) {
            return ContentFacts.deleted(new ContentDeleted(id, row.getLong(2), row.getString(3)), since);
        }
        String[] homes = (String[]) Objects.requireNonNull(row.getArray(13)).getArray();
        ContentStored stored = new ContentStored(
                id,
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                Arrays.asList(homes),
                row.getInt(9),
                row.getObject(10, UUID.class));
        return ContentFacts.stored(stored, since);
    }
}
