package io.whypfs.api.content;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes content rows, their homes and their facts, each call one transaction; blocking. */
public final class ContentWriteRepository {

    private static final int STATEMENT_LIMIT_MILLIS = 10_000;

    private final DataSource dataSource;
    private final OutboxRepository outbox;

    public ContentWriteRepository(DataSource dataSource, OutboxRepository outbox) {
        this.dataSource = dataSource;
        this.outbox = outbox;
    }

    /** Takes the next block of ids and gives its first. */
    long nextIdBlock() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select nextval('content_ids')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Inserts all of {@code contents}, or none. */
    void insert(List<NewContent> contents) throws SQLException {
        inTransaction(connection -> {
            insertRows(connection, contents);
            insertHomes(connection, contents);
            outbox.append(
                    connection, contents.stream().map(ContentFacts::stored).toList());
            return contents.size();
        });
    }

    /** Marks a user's content deleted and its homes to be released; empty when there is no such content. */
    public Optional<ContentDeleted> delete(long user, long id, Instant now) throws SQLException {
        return inTransaction(connection -> {
            Optional<ContentDeleted> deleted = markDeleted(connection, user, id, now);
            if (deleted.isPresent()) {
                releaseHomes(connection, id);
                EventEnvelope fact = ContentFacts.deleted(deleted.get(), now);
                outbox.append(connection, fact);
            }
            return deleted;
        });
    }

    private static void insertRows(Connection connection, List<NewContent> contents) throws SQLException {
        String sql = """
                insert into contents (id, user_id, cid, root, name, kind, file_bytes, dag_bytes, car_bytes, block_count,
                  profile, replication, created_at, updated_at, event_sequence, told_at, bucket_wished)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (NewContent content : contents) {
                statement.setLong(1, content.id());
                statement.setLong(2, content.userId());
                statement.setString(3, content.root().toString());
                statement.setBytes(4, content.root().multihash().toBytes());
                statement.setString(5, content.name());
                statement.setString(6, content.kind());
                statement.setLong(7, content.sizes().fileBytes());
                statement.setLong(8, content.sizes().dagBytes());
                statement.setLong(9, content.sizes().carBytes());
                statement.setLong(10, content.sizes().blockCount());
                statement.setString(11, content.profile());
                statement.setInt(12, content.replication());
                statement.setObject(13, timestamp(content.createdAt()));
                statement.setObject(14, timestamp(content.createdAt()));
                statement.setLong(15, ContentFacts.STORED);
                statement.setObject(16, timestamp(content.createdAt()));
                statement.setObject(17, content.bucketWished());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void insertHomes(Connection connection, List<NewContent> contents) throws SQLException {
        String sql = "insert into content_homes (content_id, core_id, state) values (?, ?, 'stored')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (NewContent content : contents) {
                statement.setLong(1, content.id());
                statement.setObject(2, content.core());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Optional<ContentDeleted> markDeleted(Connection connection, long user, long id, Instant now)
            throws SQLException {
        String sql = """
                update contents set deleted_at = ?, updated_at = ?, told_at = ?, event_sequence = ?, known_at = null
                where id = ? and user_id = ? and deleted_at is null returning cid""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, timestamp(now));
            statement.setObject(2, timestamp(now));
            statement.setObject(3, timestamp(now));
            statement.setLong(4, ContentFacts.DELETED);
            statement.setLong(5, id);
            statement.setLong(6, user);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new ContentDeleted(id, user, rows.getString(1))) : Optional.empty();
            }
        }
    }

    private static void releaseHomes(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update content_homes set state = 'releasing' where content_id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private interface InTransaction<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(InTransaction<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                limitStatements(connection);
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void limitStatements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + STATEMENT_LIMIT_MILLIS);
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
