package io.whypfs.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/** Opens administrator connections, waiting for a database that is still starting. */
final class Database {

    private static final Duration RETRY_EVERY = Duration.ofMillis(200);
    /** Waiting does not help: wrong credentials, no such database. */
    private static final Set<String> FINAL_STATES = Set.of("28000", "28P01", "3D000", "42501");

    private final MigrationSettings settings;

    Database(MigrationSettings settings) {
        this.settings = settings;
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "whypfs-migrations");
        return DriverManager.getConnection(settings.url(), properties);
    }

    Connection awaitConnection() {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try {
                return connect();
            } catch (SQLException e) {
                if (e.getSQLState() == null || FINAL_STATES.contains(e.getSQLState())) {
                    throw new MigrationException(
                            "The database " + settings.url() + " refused user " + settings.user() + ": " + firstLine(e),
                            e);
                }
                if (System.nanoTime() > deadline) {
                    throw new MigrationException(
                            "The database " + settings.url() + " did not accept a connection within "
                                    + settings.patience().toSeconds() + " s: start it or correct the URL. Last answer: "
                                    + firstLine(e),
                            e);
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException reason) {
        try {
            Thread.sleep(RETRY_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while waiting for the database.", reason);
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
