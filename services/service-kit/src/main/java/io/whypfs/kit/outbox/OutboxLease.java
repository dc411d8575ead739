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

    private final int usualAnswerLimitMillis;

    private OutboxLease(Connection connection, int usualAnswerLimitMillis) {
        this.connection = connection;
        this.usualAnswerLimitMillis = usualAnswerLimitMillis;
    }

    /** Takes the lease unless another relay holds it. */
    static Optional<OutboxLease> tryTake(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean taken = false;
        try {
            connection.setAutoCommit(true);
            taken = ask(connection, "select pg_try_advisory_lock(" + KEY + ")");
            if (!taken) {
                return Optional.empty();
            }
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(SAME_THREAD, ANSWER_LIMIT_MILLIS);
            return Optional.of(new OutboxLease(connection, usual));
        } catch (SQLException e) {
            // Whether the lock was taken is not known; it must not stay behind in a pool.
            connection.abort(SAME_THREAD);
            throw e;
        } finally {
            if (!taken) {
                connection.close();
            }
        }
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
            connection.setNetworkTimeout(SAME_THREAD, usualAnswerLimitMillis);
        } catch (SQLException e) {
            LOG.debugf(e, "error=\"the outbox lease ended with its connection\"");
        } finally {
            end(released);
        }
    }

    /** A connection that is aborted has to be closed as well: only that gives its place in the pool back. */
    private void end(boolean released) throws SQLException {
        try (connection) {
            if (!released) {
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
