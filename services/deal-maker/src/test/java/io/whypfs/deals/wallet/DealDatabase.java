package io.whypfs.deals.wallet;

import io.whypfs.testsupport.TestPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
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

    /** The same with connections that are used again, for tests that take thousands. */
    public DataSource pooled() {
        Deque<Connection> idle = new ConcurrentLinkedDeque<>();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection kept = idle.poll();
                    return borrowed(kept == null ? source.getConnection() : kept, idle);
                });
    }

    private static Connection borrowed(Connection connection, Deque<Connection> idle) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        idle.add(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
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
