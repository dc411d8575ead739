package io.whypfs.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.local.process.FreePorts;
import io.whypfs.local.process.StartException;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresServerIT {

    private static final String PASSWORD = "a password with blanks";

    @TempDir
    private Path folder;

    private PostgresServer server;

    @BeforeEach
    void start() {
        server = server().start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keepsCommittedRowsOverAKillAndAStart() throws SQLException {
        // Given
        execute("CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('committed')");

        // When
        server.kill();
        server.start();

        // Then
        assertThat(query("SELECT word FROM kept")).isEqualTo("committed");
    }

    @Test
    void keepsCommittedRowsOverAStopAndAStartOnAnotherPort() throws SQLException {
        // Given
        execute("CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('committed')");

        // When
        server.stop();
        server = server().start();

        // Then
        assertThat(query("SELECT word FROM kept")).isEqualTo("committed");
    }

    @Test
    void startsWhereAnotherProcessGotTheNumberInTheOldPidFile() throws Exception {
        // Given
        Path pidFile = folder.resolve("data/postmaster.pid");
        String stale = Files.readString(pidFile);
        server.kill();
        long stranger = ProcessHandle.current().pid();
        Files.writeString(pidFile, stale.replaceFirst("\\d+", Long.toString(stranger)));

        // When
        server.start();

        // Then
        assertThat(query("SELECT 'up'")).isEqualTo("up");
    }

    @Test
    void endsAServerThatAnEarlierOwnerLeftRunning() throws SQLException {
        // Given
        long leftover = server.pid();

        // When
        server = server().start();

        // Then
        assertThat(ProcessHandle.of(leftover).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(query("SELECT 'up'")).isEqualTo("up");
    }

    @Test
    void makesItsDataAnewWhereAnEarlierInitdbWasCutShort() throws Exception {
        // Given
        Path cutShort = folder.resolve("other");
        Files.createDirectories(cutShort.resolve("initdb"));
        Files.writeString(cutShort.resolve("initdb/PG_VERSION"), "18\n");

        // When
        try (PostgresServer other = new PostgresServer(binaries(), settings(cutShort)).start()) {

            // Then
            assertThat(other.isReady()).isTrue();
        }
    }

    @Test
    void commitsToTheDisk() throws SQLException {
        assertThat(query("SHOW fsync")).isEqualTo("on");
        assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        server.jdbcUrl(PostgresServer.DATABASE), PostgresServer.SUPERUSER, "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void refusesTheDataOfAnotherVersionInOneSentence() throws Exception {
        // Given
        server.stop();
        Files.writeString(folder.resolve("data/PG_VERSION"), "15\n");

        // When // Then
        assertThatThrownBy(() -> server().start())
                .isInstanceOf(StartException.class)
                .hasMessage("the data in " + folder.resolve("data") + " was written by PostgreSQL 15 and this system"
                        + " runs PostgreSQL 18: use another WHYPFS_HOME, or dump the data with the old version first.");
        assertThat(folder.resolve("data/base")).exists();
    }

    private PostgresServer server() {
        return new PostgresServer(binaries(), settings(folder));
    }

    private static PostgresBinaries binaries() {
        return PostgresBinaries.in(BuiltTree.find().postgresCache());
    }

    private static PostgresServer.Settings settings(Path path) {
        return new PostgresServer.Settings(path, path.resolve("postgres.log"), new FreePorts().next(), PASSWORD, true);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(PostgresServer.DATABASE), PostgresServer.SUPERUSER, PASSWORD);
    }
}
