package io.whypfs.deals.wallet;

import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database, seen as the service's role sees it. */
public final class DealDatabase {

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    public DealDatabase() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        source.setUrl(database.jdbcUrl());
        source.setUser("whypfs_deal");
        source.setPassword(database.password());
    }

    public DataSource dataSource() {
        return source;
    }

    public void run(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All rows as {@code a|b}, joined by spaces. */
    public String ask(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : " ");
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    text.append(column == 1 ? "" : "|").append(rows.getString(column));
                }
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
