package io.whypfs.queue;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections of a node that can be cut off from its database. */
final class CuttableSource extends PGSimpleDataSource {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    CuttableSource(QueueDatabase database) {
        setUrl(database.jdbcUrl());
        setUser("whypfs_bucket");
        setPassword(database.password());
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cut) {
            throw new SQLException("cut off", "08001");
        }
        Connection connection = super.getConnection();
        open.add(connection);
        if (cut) {
            connection.abort(Runnable::run);
        }
        return connection;
    }

    /** From now on there is no connection, and those that were open are gone. */
    void cut() throws SQLException {
        cut = true;
        for (Connection connection : open) {
            connection.abort(Runnable::run);
        }
    }

    void mend() {
        cut = false;
    }
}
