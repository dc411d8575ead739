package io.whypfs.api.sweep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets one api-node at a time sweep: an advisory lock, held for one round. Blocking. */
final class LeadershipRepository {

    private static final long LOCK = 0x7377656570L;

    private final DataSource dataSource;

    LeadershipRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A round of work. */
    @FunctionalInterface
    interface Round {
        void run() throws SQLException;
    }

    /** Runs the round unless another node is at one. */
    void runAlone(Round round) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!ask(connection, "select pg_try_advisory_lock(?)")) {
                return;
            }
            try {
                round.run();
            } finally {
                ask(connection, "select pg_advisory_unlock(?)");
            }
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
