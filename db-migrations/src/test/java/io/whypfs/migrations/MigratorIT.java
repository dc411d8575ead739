package io.whypfs.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.local.postgres.PostgresBinaries;
import io.whypfs.local.postgres.PostgresServer;
import io.whypfs.local.process.FreePorts;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrator against a real PostgreSQL. */
@Timeout(120)
class MigratorIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static Path folder;
    private static PostgresServer postgres;
    private static int databases;

    private String url;

    @BeforeAll
    static void startPostgres() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/servers")), "postgres-");
        postgres = new PostgresServer(
                        PostgresBinaries.in(BuiltTree.find().postgresCache()),
                        new PostgresServer.Settings(
                                folder, folder.resolve("postgres.log"), new FreePorts().next(), "admin", false))
                .start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.stop();
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        String name = "migrated_" + ++databases;
        admin(postgres.jdbcUrl(PostgresServer.DATABASE), "create database " + name);
        url = postgres.jdbcUrl(name);
    }

    @Test
    void makesASchemaAndARoleForEachService() throws SQLException {
        // When
        Migrator.migrate(settings("first"));

        // Then
        for (String schema : MigrationSettings.SCHEMAS) {
            try (Connection connection = as(schema, "first")) {
                assertThat(connection.getSchema()).isEqualTo(schema);
            }
        }
        try (Connection connection = as("bucket", "first")) {
            assertThat(texts(connection, "select tablename from pg_tables where schemaname = 'bucket' order by 1"))
                    .contains("contents", "inbox", "jobs", "schema_history");
        }
    }

    @Test
    void changesNothingTheSecondTimeButThePasswords() throws SQLException {
        // Given
        Migrator.migrate(settings("first"));
        try (Connection connection = as("deal", "first")) {
            run(connection, "insert into inbox (event_id) values (gen_random_uuid())");
        }

        // When
        Migrator.migrate(settings("second"));

        // Then
        try (Connection connection = as("deal", "second")) {
            assertThat(texts(connection, "select count(*) from inbox")).containsExactly("1");
        }
        assertThatThrownBy(() -> as("deal", "first")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from deal.inbox",
                "select * from bucket.schema_history",
                "create table more (a int)",
                "create table public.more (a int)",
                "alter table contents add column more int",
                "drop table contents",
                "create schema more",
                "create temporary table more (a int)"
            })
    void givesARoleNoMoreThanTheRowsOfItsSchema(String forbidden) throws SQLException {
        // Given
        Migrator.migrate(settings("first"));

        // When, Then
        try (Connection connection = as("bucket", "first")) {
            assertThatThrownBy(() -> run(connection, forbidden))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
    }

    @Test
    void runsOneAfterTheOtherWhenStartedTwice() throws Exception {
        // Given
        List<Callable<Void>> both = List.of(this::migrate, this::migrate);

        // When
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : executor.invokeAll(both)) {
                done.get();
            }
        }

        // Then
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password())) {
            assertThat(texts(connection, "select version from bucket.schema_history where success order by version"))
                    .contains("1")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void saysWhatToDoWhenTheDatabaseDoesNotAnswer() {
        // Given
        String nowhere = "jdbc:postgresql://127.0.0.1:" + new FreePorts().next() + "/whypfs";
        MigrationSettings impatient = new MigrationSettings(
                nowhere, "admin", "admin", settings("x").rolePasswords(), "whypfs_", Duration.ofMillis(300));

        // When, Then
        assertThatThrownBy(() -> Migrator.migrate(impatient))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("The database " + nowhere
                        + " did not accept a connection within 0 s: start it or correct the URL. Last answer: ");
    }

    @Test
    void doesNotWaitWhenTheDatabaseRefusesItsUser() {
        // Given
        MigrationSettings wrong = MigrationSettings.withSharedPassword(url, postgres.user(), "wrong", "x");

        // When, Then
        assertThatThrownBy(() -> Migrator.migrate(wrong))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("The database " + url + " refused user whypfs: ");
    }

    private Void migrate() {
        Migrator.migrate(settings("first"));
        return null;
    }

    private MigrationSettings settings(String rolePassword) {
        return MigrationSettings.withSharedPassword(url, postgres.user(), postgres.password(), rolePassword);
    }

    private Connection as(String schema, String password) throws SQLException {
        return DriverManager.getConnection(url, "whypfs_" + schema, password);
    }

    private static void admin(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password())) {
            run(connection, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
