package io.whypfs.deals.deals;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a transaction of its own: committed when the work returns, rolled back when it throws. */
final class Transaction {

    private final DataSource dataSource;

    Transaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work on a connection that it neither commits nor closes. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T on(Connection connection) throws SQLException, E;
    }

    <T, E extends Exception> T run(String what, Work<T, E> work) throws E {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            T result = whole(connection, work);
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw new DealStoreException("The database could not " + what + ": " + e.getMessage(), e);
        }
    }

    private static <T, E extends Exception> T whole(Connection connection, Work<T, E> work) throws SQLException, E {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (Throwable e) {
            undo(connection, e);
            throw e;
        }
    }

    /** The first failure is what is told; a connection that cannot even roll back is closed by the server. */
    private static void undo(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
