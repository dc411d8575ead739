package io.whypfs.kit;

import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with an outbox, an inbox and a table for effects. */
public final class KitDatabase {

    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    public KitDatabase() {
        run("create table outbox (id bigserial primary key, event_id uuid not null, topic text not null,"
                + " key text not null, payload text not null, created_at timestamptz not null)");
        run("create table inbox (event_id uuid primary key, received_at timestamptz not null)");
        run("create table effects (id bigserial primary key, content bigint not null, sequence bigint not null"
                + " check (sequence < 1000))");
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    public Connection connect() throws SQLException {
        return database.connect();
    }

    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of all rows. */
    public List<Long> numbers(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String sql) {
        return numbers(sql).getFirst();
    }
}
