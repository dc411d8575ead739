package io.whypfs.queue;

import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with the queue's tables, as a service's role sees it, and tables for what jobs of tests do. */
final class QueueDatabase {

    private final TestPostgres.Database database;

    private QueueDatabase(TestPostgres.Database database) {
        this.database = database;
    }

    static QueueDatabase fresh() {
        QueueDatabase fresh = new QueueDatabase(TestPostgres.migratedDatabase());
        for (String table : List.of("began", "doubled", "effects")) {
            fresh.asOwner("create table bucket." + table
                    + " (id bigint generated always as identity, job text not null, node text not null)");
            fresh.asOwner("grant all on bucket." + table + " to whypfs_bucket");
        }
        return fresh;
    }

    /** Connections of the service's role. */
    DataSource asService() {
        return asService(database.jdbcUrl(), database.password());
    }

    static DataSource asService(String jdbcUrl, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser("whypfs_bucket");
        source.setPassword(password);
        return source;
    }

    String jdbcUrl() {
        return database.jdbcUrl();
    }

    String password() {
        return database.password();
    }

    long number(String sql, String... values) {
        try (Connection connection = asService().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void asOwner(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
