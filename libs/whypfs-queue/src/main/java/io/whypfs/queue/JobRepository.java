package io.whypfs.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The table {@code jobs}: definitions and where each job stands between its runs. */
final class JobRepository {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String COLUMNS =
            "name, type, schedule, parameters, system, max_runs, run_until, timeout_millis,"
                    + " standing, since, why, runs, failures, run_started_at, cancel_why";

    /** A new job; false when the name is taken. */
    boolean insert(Connection connection, JobDefinition definition, String why, Instant now) throws SQLException {
        String sql = "insert into jobs (name, type, schedule, parameters, system, max_runs, run_until, timeout_millis,"
                + " standing, since, why) values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, 'waiting', ?, ?)"
                + " on conflict (name) do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, definition.name());
            insert.setString(2, definition.type());
            insert.setString(3, definition.schedule().text());
            insert.setString(4, json(definition.parameters()));
            insert.setBoolean(5, definition.system());
            setLimits(insert, 6, definition.limits());
            insert.setObject(9, at(now));
            insert.setString(10, why);
            return insert.executeUpdate() == 1;
        }
    }

    /** Gives a job another schedule, other parameters and limits; where it stands stays. */
    void redefine(Connection connection, JobDefinition definition) throws SQLException {
        String sql = "update jobs set schedule = ?, parameters = ?::jsonb, system = ?, max_runs = ?, run_until = ?,"
                + " timeout_millis = ? where name = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, definition.schedule().text());
            update.setString(2, json(definition.parameters()));
            update.setBoolean(3, definition.system());
            setLimits(update, 4, definition.limits());
            update.setString(7, definition.name());
            update.executeUpdate();
        }
    }

    Optional<JobRow> find(Connection connection, String name) throws SQLException {
        return one(connection, name, "");
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Optional<JobRow> lock(Connection connection, String name) throws SQLException {
        return one(connection, name, " for update");
    }

    List<JobRow> all(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select " + COLUMNS + " from jobs order by system desc, name");
                ResultSet rows = select.executeQuery()) {
            List<JobRow> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row(rows));
            }
            return found;
        }
    }

    /** Where the job stands now; what a run under way left behind is cleared. */
    void stand(Connection connection, String name, JobStep step, Instant now) throws SQLException {
        String sql = "update jobs set since = case when standing = ? then since else ? end, standing = ?, why = ?,"
                + " runs = ?, failures = ?, run_started_at = null, cancel_why = null where name = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, text(step.standing()));
            update.setObject(2, at(now));
            update.setString(3, text(step.standing()));
            update.setString(4, step.why());
            update.setLong(5, step.runs());
            update.setInt(6, step.failures());
            update.setString(7, name);
            update.executeUpdate();
        }
    }

    /** Asks whichever node runs the job to stop it. */
    void askToCancel(Connection connection, String name, String why) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update jobs set cancel_why = ? where name = ?")) {
            update.setString(1, why);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    /** Tells since when a run is under way, and hears whether it is to be cancelled. */
    Optional<String> noteRunning(Connection connection, String name, Instant startedAt) throws SQLException {
        String sql = "update jobs set run_started_at = ? where name = ? and run_started_at is distinct from ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, at(startedAt));
            update.setString(2, name);
            update.setObject(3, at(startedAt));
            update.executeUpdate();
        }
        return find(connection, name).flatMap(JobRow::cancelWhy);
    }

    void delete(Connection connection, String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from jobs where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }

    private Optional<JobRow> one(Connection connection, String name, String lock) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + COLUMNS + " from jobs where name = ?" + lock)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    private static JobRow row(ResultSet rows) throws SQLException {
        int maxRuns = rows.getInt(6);
        OptionalInt runLimit = rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(maxRuns);
        long timeout = rows.getLong(8);
        Optional<Duration> timeLimit = rows.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(timeout));
        JobDefinition definition = new JobDefinition(
                rows.getString(1),
                rows.getString(2),
                schedule(rows.getString(3)),
                parameters(rows.getString(4)),
                new JobLimits(runLimit, time(rows, 7), timeLimit),
                rows.getBoolean(5));
        return new JobRow(
                definition,
                JobState.valueOf(rows.getString(9).toUpperCase(Locale.ROOT)),
                time(rows, 10).orElseThrow(),
                rows.getString(11),
                rows.getLong(12),
                rows.getInt(13),
                time(rows, 14),
                Optional.ofNullable(rows.getString(15)));
    }

    private static JobSchedule schedule(String text) throws SQLException {
        try {
            return JobSchedule.parse(text);
        } catch (BadScheduleException e) {
            throw new SQLException("a stored schedule cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> parameters(String json) throws SQLException {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("stored parameters cannot be read: " + json, e);
        }
    }

    private static String json(Map<String, String> parameters) throws SQLException {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new SQLException("parameters cannot be written", e);
        }
    }

    private static void setLimits(PreparedStatement statement, int first, JobLimits limits) throws SQLException {
        if (limits.maxRuns().isPresent()) {
            statement.setInt(first, limits.maxRuns().getAsInt());
        } else {
            statement.setNull(first, Types.INTEGER);
        }
        statement.setObject(
                first + 1, limits.until().map(JobRepository::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(first + 2, limits.timeout().map(Duration::toMillis).orElse(null), Types.BIGINT);
    }

    static String text(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> time(ResultSet rows, int column) throws SQLException {
        @Nullable OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
