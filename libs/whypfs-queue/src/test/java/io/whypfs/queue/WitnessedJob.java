package io.whypfs.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A job that PostgreSQL watches: each run holds a lock named after its job on a connection of its own, which vanishes with
 * the process, and notes when it could not get it because another run of the same job has it. A job named {@code held…} runs
 * on the node {@code child} until it is killed.
 */
record WitnessedJob(DataSource database, String node, Duration length) implements TypedJob {

    @Override
    public String type() {
        return "witnessed";
    }

    @Override
    public String description() {
        return "Runs and is watched.";
    }

    @Override
    public JobOutcome run(JobRun run) throws Exception {
        try (Connection lock = database.getConnection()) {
            boolean alone = number(lock, "select pg_try_advisory_lock(hashtext(?))::int", run.job()) == 1;
            note(lock, "insert into began (job, node) values (?, ?)", run.job());
            if (run.job().startsWith("held") && node.equals("child")) {
                Thread.sleep(Duration.ofHours(1));
            }
            Thread.sleep(length);
            if (!alone) {
                note(lock, "insert into doubled (job, node) values (?, ?)", run.job());
            }
            lock.setAutoCommit(false);
            run.requireLease(lock);
            note(lock, "insert into effects (job, node) values (?, ?)", run.job());
            lock.commit();
        }
        return JobOutcome.done("left a trace");
    }

    private void note(Connection connection, String sql, String job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, job);
            insert.setString(2, node);
            insert.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
