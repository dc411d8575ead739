package io.whypfs.kit.inbox;

import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.inbox.ReceivedRecord.Readable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Writes the inbox rows and effects of some events in one transaction. */
final class InboxTransaction {

    private static final Logger LOG = Logger.getLogger(InboxTransaction.class);
    /**
     * SQLSTATE classes (PostgreSQL, appendix A): connection, transaction state (a standby), authorisation, catalogue and
     * schema names, serialisation, missing tables or rights, resources, locks, shutdown, system, internal.
     */
    private static final Set<String> DATABASES_OWN =
            Set.of("08", "25", "28", "3D", "3F", "40", "42", "53", "55", "57", "58", "XX");

    private static final int VALID_WITHIN_SECONDS = 5;

    private final DataSource dataSource;
    private final InboxRepository inbox = new InboxRepository();
    private final EventHandler handler;
    private final Clock clock;

    InboxTransaction(DataSource dataSource, EventHandler handler, Clock clock) {
        this.dataSource = dataSource;
        this.handler = handler;
        this.clock = clock;
    }

    /**
     * All or nothing.
     *
     * @return how many of the events had not had their effect before
     * @throws DatabaseAwayException when no connection is to be had, or the failure has nothing to do with the records
     */
    int apply(List<Readable> records) throws SQLException, PoisonEventException, DatabaseAwayException {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                List<UUID> ids =
                        records.stream().map(record -> record.envelope().id()).toList();
                Set<UUID> fresh = inbox.add(connection, ids, clock.instant());
                // Removed, because the batch itself may hold an event twice.
                List<EventEnvelope> effects = records.stream()
                        .map(Readable::envelope)
                        .filter(envelope -> fresh.remove(envelope.id()))
                        .toList();
                handler.applyAll(connection, effects);
                connection.commit();
                committed = true;
                return effects.size();
            } catch (SQLException e) {
                if (isTheDatabases(e)) {
                    throw new DatabaseAwayException(e);
                }
                throw e;
            } finally {
                if (!committed) {
                    rollBack(connection);
                }
            }
        }
    }

    void prune(Duration retention) throws SQLException, DatabaseAwayException {
        try (Connection connection = open()) {
            inbox.prune(connection, clock.instant().minus(retention));
        }
    }

    /** Fails when the database does not answer. */
    void requireDatabase() throws DatabaseAwayException {
        try (Connection connection = open()) {
            if (!connection.isValid(VALID_WITHIN_SECONDS)) {
                throw new DatabaseAwayException(new SQLException("a connection is dead"));
            }
        } catch (SQLException e) {
            throw new DatabaseAwayException(e);
        }
    }

    /** Whether a failure is the database's own and not the record's: trying again later is right, however often. */
    private static boolean isTheDatabases(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 || DATABASES_OWN.contains(state.substring(0, 2));
    }

    private Connection open() throws DatabaseAwayException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new DatabaseAwayException(e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A connection that cannot roll back is dead, and the server has rolled back for it.
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf(e, "error=\"a dead connection could not be aborted\"");
        }
    }
}
