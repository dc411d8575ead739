package io.whypfs.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler's table {@code scheduled_tasks}, where a row is a job that is due some time, and a picked row a job that
 * runs. Picking and heartbeats are db-scheduler's; what is written here goes with a change of the other tables in one
 * transaction. {@code version} changes with every pick, so that only the holder of a lease finds its row.
 */
final class LeaseRepository {

    /** A lease: the row as one run picked it. */
    record Lease(String type, String job, long version) {}

    /**
     * A row of the table.
     *
     * @param node who runs it; empty: it waits
     */
    record Due(Instant at, Optional<String> node, long version) {}

    /** Makes a job due at a time; one that is due or runs stays as it is. */
    void insert(Connection connection, String type, String job, Instant at) throws SQLException {
        String sql = "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                + " values (?, ?, ?, false, 1) on conflict (task_name, task_instance) do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, type);
            insert.setString(2, job);
            insert.setObject(3, JobRepository.at(at));
            insert.executeUpdate();
        }
    }

    /** Moves the time of a job that waits; false when it runs or is not due at all. */
    boolean move(Connection connection, String type, String job, Instant at) throws SQLException {
        String sql = "update scheduled_tasks set execution_time = ?, version = version + 1"
                + " where task_name = ? and task_instance = ? and not picked";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, JobRepository.at(at));
            update.setString(2, type);
            update.setString(3, job);
            return update.executeUpdate() == 1;
        }
    }

    /** Takes a job that waits out of the table; one that runs stays until its run ends. */
    void withdraw(Connection connection, String type, String job) throws SQLException {
        String sql = "delete from scheduled_tasks where task_name = ? and task_instance = ? and not picked";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, type);
            delete.setString(2, job);
            delete.executeUpdate();
        }
    }

    /**
     * Ends a lease.
     *
     * @param next when the job is due again; empty: not
     * @return false when the lease is not held any more, and nothing was changed
     */
    boolean release(Connection connection, Lease lease, Optional<Instant> next) throws SQLException {
        return next.isPresent() ? dueAgain(connection, lease, next.get()) : remove(connection, lease);
    }

    private boolean dueAgain(Connection connection, Lease lease, Instant next) throws SQLException {
        String sql = "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                + " execution_time = ?, version = version + 1"
                + " where task_name = ? and task_instance = ? and picked and version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, JobRepository.at(next));
            set(update, 2, lease);
            return update.executeUpdate() == 1;
        }
    }

    private boolean remove(Connection connection, Lease lease) throws SQLException {
        String sql = "delete from scheduled_tasks where task_name = ? and task_instance = ? and picked and version = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            set(delete, 1, lease);
            return delete.executeUpdate() == 1;
        }
    }

    /** Whether the lease is held; while it is, nobody can take it until the transaction ends. */
    boolean lock(Connection connection, Lease lease) throws SQLException {
        String sql = "select 1 from scheduled_tasks"
                + " where task_name = ? and task_instance = ? and picked and version = ? for no key update";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, 1, lease);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    Optional<Due> find(Connection connection, String type, String job) throws SQLException {
        String sql = "select execution_time, picked, picked_by, version from scheduled_tasks"
                + " where task_name = ? and task_instance = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, type);
            select.setString(2, job);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(due(rows, 1)) : Optional.empty();
            }
        }
    }

    /** All rows by the job's name. */
    Map<String, Due> all(Connection connection) throws SQLException {
        String sql = "select task_instance, execution_time, picked, picked_by, version from scheduled_tasks";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            Map<String, Due> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), due(rows, 2));
            }
            return found;
        }
    }

    private static Due due(ResultSet rows, int first) throws SQLException {
        @Nullable String node = rows.getBoolean(first + 1) ? rows.getString(first + 2) : null;
        return new Due(
                JobRepository.time(rows, first).orElseThrow(), Optional.ofNullable(node), rows.getLong(first + 3));
    }

    private static void set(PreparedStatement statement, int first, Lease lease) throws SQLException {
        statement.setString(first, lease.type());
        statement.setString(first + 1, lease.job());
        statement.setLong(first + 2, lease.version());
    }
}
