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
            boolean isDone = false;
            try {
                T result = work.on(connection);
                connection.commit();
                isDone = true;
                return result;
            } finally {
                if (!isDone) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DealStoreException("The database could not " + what + ": " + e.getMessage(), e);
        }
    }
}
