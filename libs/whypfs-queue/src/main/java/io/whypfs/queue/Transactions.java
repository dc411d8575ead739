package io.whypfs.queue;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a transaction of its own. */
final class Transactions {

    private final DataSource database;

    Transactions(DataSource database) {
        this.database = database;
    }

    /** Work on a connection with auto-commit off. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** As {@link Work}, without an answer. */
    @FunctionalInterface
    interface Effect {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Commits when the work returns, rolls back when it throws.
     *
     * @throws JobStoreException for an SQLException
     */
    <T> T ask(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = work.on(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                restore(connection);
            }
        } catch (SQLException e) {
            throw new JobStoreException(e);
        }
    }

    void run(Effect work) {
        Boolean done = ask(connection -> {
            work.on(connection);
            return Boolean.TRUE;
        });
        assert done;
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A pool wants its connections back as it gave them; a broken one it throws away by itself. */
    private static void restore(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
