package io.whypfs.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.migrations.MigrationSettings;
import io.whypfs.migrations.Migrator;
import io.whypfs.testsupport.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A migrated database of its own for the service under test, which enters with its own role, and an admin key file. */
public final class AuthDatabase implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_KEY = "EST00000000-1111-2222-3333-444444444444ARY";
    static final String INTERNAL_TOKEN = "internal-token-of-the-tests";
    private static final String ROLE_PASSWORD = "role";

    private static TestPostgres.Database database;
    private static Path adminKeyFile;

    @Override
    public Map<String, String> start() {
        database = TestPostgres.freshDatabase();
        Migrator.migrate(MigrationSettings.withSharedPassword(
                database.jdbcUrl(), database.user(), database.password(), ROLE_PASSWORD));
        try {
            adminKeyFile = Files.createTempFile("admin", ".key");
            Files.writeString(adminKeyFile, ADMIN_KEY + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.http.test-port",
                "0",
                "whypfs.accounts.bcrypt-cost",
                "4",
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                "whypfs_auth",
                "quarkus.datasource.password",
                ROLE_PASSWORD,
                "whypfs.internal.token",
                INTERNAL_TOKEN,
                "whypfs.bootstrap.admin-key-file",
                adminKeyFile.toString());
    }

    @Override
    public void stop() {
        try {
            Files.deleteIfExists(adminKeyFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path adminKeyFile() {
        return adminKeyFile;
    }

    /** Enters with the service's own role. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), "whypfs_auth", ROLE_PASSWORD);
    }

    /** Puts all commits so far on disk: the test server gives them up in a crash otherwise. */
    static void checkpoint() {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("no checkpoint", e);
        }
    }

    /** Runs one statement and says how many rows it touched. */
    public static int update(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of all rows as text, one per line. */
    public static String select(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            StringBuilder lines = new StringBuilder();
            while (rows.next()) {
                lines.append(lines.isEmpty() ? "" : "\n").append(rows.getString(1));
            }
            return lines.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
