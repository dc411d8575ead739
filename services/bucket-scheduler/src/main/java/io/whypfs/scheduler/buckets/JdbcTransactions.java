package io.whypfs.scheduler.buckets;

import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions of the service's database; facts are told as soon as one commits. */
public final class JdbcTransactions implements Transactions {

    private final DataSource dataSource;
    private final OutboxRepository outbox;
    private final Runnable wakeRelay;
    private final Guard guard;

    /** Must hold in a transaction before anything is done in it. */
    @FunctionalInterface
    public interface Guard {
        void check(Connection connection) throws SQLException;
    }

    /** @param wakeRelay called after each commit */
    public JdbcTransactions(DataSource dataSource, OutboxRepository outbox, Runnable wakeRelay) {
        this(dataSource, outbox, wakeRelay, connection -> {});
    }

    private JdbcTransactions(DataSource dataSource, OutboxRepository outbox, Runnable wakeRelay, Guard guard) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.wakeRelay = wakeRelay;
        this.guard = guard;
    }

    /** The same, each beginning with a check such as a job's lease. */
    public JdbcTransactions guardedBy(Guard check) {
        return new JdbcTransactions(dataSource, outbox, wakeRelay, check);
    }

    @Override
    public <T> T run(Work<T> work) throws SQLException {
        T result = onConnection(connection -> work.on(new JdbcLedger(connection, outbox)));
        wakeRelay.run();
        return result;
    }

    /** Work on the tables themselves. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /** One transaction for work that needs more than the ledger. */
    public <T> T onConnection(ConnectionWork<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                guard.check(connection);
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A connection that cannot roll back is dead, and the server has rolled back for it.
            cause.addSuppressed(e);
        }
    }
}
