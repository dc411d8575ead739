package io.whypfs.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.local.kafka.KafkaServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith({PostgresExtension.class, KafkaExtension.class})
class ServersIT {

    @Test
    void givesATestClassOneDatabaseOfItsOwn(TestPostgres.Database first, TestPostgres.Database second)
            throws SQLException {
        // Given
        try (Connection connection = first.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
        }

        // When
        TestPostgres.Database other = TestPostgres.freshDatabase();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(tables(other)).isZero();
        assertThat(tables(first)).isOne();
    }

    @Test
    void migratesADatabaseThatARoleCanEnter() throws SQLException {
        // When
        TestPostgres.Database database = TestPostgres.migratedDatabase();

        // Then
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), "whypfs_auth", database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW search_path")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("auth");
        }
    }

    @Test
    void givesTheBrokerThatRuns(KafkaServer kafka) {
        assertThat(kafka.isReady()).isTrue();
        assertThat(kafka).isSameAs(TestKafka.start());
    }

    private static int tables(TestPostgres.Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
