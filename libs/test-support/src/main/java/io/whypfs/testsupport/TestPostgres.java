package io.whypfs.testsupport;

import io.whypfs.local.postgres.PostgresBinaries;
import io.whypfs.local.postgres.PostgresServer;
import io.whypfs.local.process.FreePorts;
import io.whypfs.local.tree.BuiltTree;
import io.whypfs.migrations.MigrationSettings;
import io.whypfs.migrations.Migrator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL server of this test JVM. Its data does not outlive the JVM. Safe for use by several threads. */
public final class TestPostgres {

    private static final String PASSWORD = "test";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable PostgresServer server;

    private TestPostgres() {}

    /** The server, started at the first call. */
    public static synchronized PostgresServer start() {
        if (server == null) {
            Path folder = TestFolders.fresh("postgres");
            server = new PostgresServer(
                            PostgresBinaries.in(BuiltTree.find().postgresCache()),
                            new PostgresServer.Settings(
                                    folder, folder.resolve("postgres.log"), new FreePorts().next(), PASSWORD, false))
                    .start();
            TestFolders.atJvmEnd(server::kill, folder);
        }
        return server;
    }

    /** A database that nobody else uses, empty. */
    public static Database freshDatabase() {
        PostgresServer running = start();
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(
                        running.jdbcUrl(PostgresServer.DATABASE), running.user(), running.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("could not make the database " + name, e);
        }
        return new Database(running.jdbcUrl(name), running.user(), running.password());
    }

    /**
     * A database that nobody else uses, with all schemas. Each schema's role logs in as {@code whypfs_<schema>} with the
     * server's password.
     */
    public static synchronized Database migratedDatabase() {
        Database database = freshDatabase();
        Migrator.migrate(MigrationSettings.withSharedPassword(
                database.jdbcUrl(), database.user(), database.password(), database.password()));
        return database;
    }

    /** Where a database is and who may enter. */
    public record Database(String jdbcUrl, String user, String password) {

        /** A new connection; the caller closes it. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, user, password);
        }
    }
}
