package io.whypfs.api.http;

import io.whypfs.api.stub.Stubs;
import io.whypfs.local.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Takes neighbours away, the database too: it lets nobody in until it is back. */
final class Away {

    private final Stubs stubs;
    private final DataSource dataSource;

    Away(Stubs stubs, DataSource dataSource) {
        this.stubs = stubs;
        this.dataSource = dataSource;
    }

    /** Every service that answers questions. */
    void all() {
        stubs.auth.down();
        stubs.scheduler.down();
        stubs.dealMaker.down();
        stubs.coreA.down();
        stubs.coreB.down();
    }

    void databaseOnly() {
        asSuperuser(
                "alter role whypfs_content connection limit 0",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'whypfs_content'");
    }

    /** The database lets the service in again, and the pool has noticed. */
    void back() {
        asSuperuser("alter role whypfs_content connection limit -1");
        org.awaitility.Awaitility.await().ignoreExceptions().until(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(1);
            }
        });
    }

    private static void asSuperuser(String... statements) {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        PostgresServer.SUPERUSER,
                        config.getValue("quarkus.datasource.password", String.class));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
