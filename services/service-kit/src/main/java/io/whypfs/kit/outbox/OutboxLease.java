package io.whypfs.kit.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The right to relay one schema's outbox: a session-level advisory lock on a connection that serves nothing else. Whoever
 * loses the connection has lost the lease; the server frees the lock with the session.
 */
final class OutboxLease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutboxLease.class);
    private static final String KEY = "hashtextextended(current_schema() || '.outbox', 0)";
    private static final int ANSWER_LIMIT_MILLIS = 15_000;
    private static final Executor SAME_THREAD = Runnable::run;

    private final Connection connection;

    private OutboxLease(Connection connection) {
        this.connection = connection;
    }

    /** Takes the lease unless another relay holds it. */
    static Optional<OutboxLease> tryTake(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean taken = false;
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(SAME_THREAD, ANSWER_LIMIT_MILLIS);
            taken = ask(connection, "select pg_try_advisory_lock(" + KEY + ")");
        } finally {
            if (!taken) {
                connection.close();
            }
        }
        return taken ? Optional.of(new OutboxLease(connection)) : Optional.empty();
    }

    Connection connection() {
        return connection;
    }

    /** Gives the lease back; when the server does not confirm it, the connection ends and the lock with it. */
    @Override
    public void close() throws SQLException {
        boolean released = false;
        try {
            released = ask(connection, "select pg_advisory_unlock(" + KEY + ")");
            connection.setNetworkTimeout(SAME_THREAD, 0);
        } catch (SQLException e) {
            LOG.debugf(e, "error=\"the outbox lease ended with its connection\"");
        } finally {
            if (released) {
                connection.close();
            } else {
                connection.abort(SAME_THREAD);
            }
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
