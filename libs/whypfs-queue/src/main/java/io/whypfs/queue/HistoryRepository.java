package io.whypfs.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table {@code job_runs}: what came of runs, the newest of each job. */
final class HistoryRepository {

    private static final String COLUMNS = "id, job, run_end, started_at, ended_at, why, node, attempt, times";

    private final int entriesPerJob;
    private final Duration longest;

    /**
     * What is kept.
     *
     * @param longest entries older than this go when their job gets a new one
     */
    HistoryRepository(int entriesPerJob, Duration longest) {
        this.entriesPerJob = entriesPerJob;
        this.longest = longest;
    }

    /** An entry to be. */
    record NewRun(String job, JobStep.Entry entry, Instant startedAt, Instant endedAt, String node) {}

    void add(Connection connection, NewRun run) throws SQLException {
        String sql = "insert into job_runs (job, run_end, started_at, ended_at, why, node, attempt)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, run.job());
            insert.setString(2, text(run.entry().end()));
            insert.setObject(3, JobRepository.at(run.startedAt()));
            insert.setObject(4, JobRepository.at(run.endedAt()));
            insert.setString(5, run.entry().why());
            insert.setString(6, run.node());
            insert.setInt(7, run.entry().attempt());
            insert.executeUpdate();
        }
        prune(connection, run.job(), run.endedAt());
    }

    /**
     * Gathers a run that did something into the job's newest entry; false when that entry is older than a span, of another
     * node, or of another end.
     */
    boolean gather(Connection connection, NewRun run, Duration span) throws SQLException {
        String sql = "update job_runs set times = times + 1, ended_at = ?, why = ?"
                + " where id = (select max(id) from job_runs where job = ?)"
                + " and run_end = 'done' and node = ? and started_at > ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, JobRepository.at(run.endedAt()));
            update.setString(2, run.entry().why());
            update.setString(3, run.job());
            update.setString(4, run.node());
            update.setObject(5, JobRepository.at(run.endedAt().minus(span)));
            return update.executeUpdate() == 1;
        }
    }

    /** Newest first. */
    List<PastRun> newest(Connection connection, String job, int limit) throws SQLException {
        String sql = "select " + COLUMNS + " from job_runs where job = ? order by id desc limit ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, job);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<PastRun> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(run(rows));
                }
                return found;
            }
        }
    }

    /** The newest entry of each job that has one. */
    Map<String, PastRun> newestOfAll(Connection connection) throws SQLException {
        String sql = "select newest.* from jobs join lateral (select " + COLUMNS
                + " from job_runs where job = jobs.name order by id desc limit 1) newest on true";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            Map<String, PastRun> found = new HashMap<>();
            while (rows.next()) {
                PastRun run = run(rows);
                found.put(run.job(), run);
            }
            return found;
        }
    }

    private void prune(Connection connection, String job, Instant now) throws SQLException {
        String sql = "delete from job_runs where job = ? and (ended_at < ?"
                + " or id <= (select id from job_runs where job = ? order by id desc offset ? limit 1))";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, job);
            delete.setObject(2, JobRepository.at(now.minus(longest)));
            delete.setString(3, job);
            delete.setInt(4, entriesPerJob);
            delete.executeUpdate();
        }
    }

    private static PastRun run(ResultSet rows) throws SQLException {
        return new PastRun(
                rows.getLong(1),
                rows.getString(2),
                RunEnd.valueOf(rows.getString(3).toUpperCase(Locale.ROOT)),
                JobRepository.time(rows, 4).orElseThrow(),
                JobRepository.time(rows, 5).orElseThrow(),
                rows.getString(6),
                rows.getString(7),
                rows.getInt(8),
                rows.getInt(9));
    }

    private static String text(RunEnd end) {
        return end.name().toLowerCase(Locale.ROOT);
    }
}
