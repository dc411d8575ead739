package io.whypfs.kit.jobs;

import io.whypfs.kit.problem.ProblemException;
import io.whypfs.queue.BadJobException;
import io.whypfs.queue.BadScheduleException;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobLimits;
import io.whypfs.queue.JobSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns what a request wishes for into a job. */
final class JobWish {

    private JobWish() {}

    /**
     * The job.
     *
     * @throws BadJobException naming the member that is missing or wrong
     * @throws ProblemException {@code bad-schedule}
     */
    static JobDefinition definition(JobJson.@Nullable Wish wish) {
        if (wish == null) {
            throw new BadJobException(
                    "The body must be {\"name\",\"type\",\"schedule\"} and may have \"parameters\", \"maxRuns\", \"until\" and \"timeout\".");
        }
        Map<String, String> parameters = wish.parameters() == null ? Map.of() : wish.parameters();
        parameters.forEach((name, value) -> {
            if (value == null) {
                throw new BadJobException("The parameter '" + name + "' is null; leave it out instead.");
            }
        });
        return new JobDefinition(
                required("name", wish.name()),
                required("type", wish.type()),
                schedule(required("schedule", wish.schedule())),
                parameters,
                limits(wish),
                false);
    }

    private static JobSchedule schedule(String text) {
        try {
            return JobSchedule.parse(text);
        } catch (BadScheduleException e) {
            throw new ProblemException(400, "bad-schedule", "Schedule not understood", String.valueOf(e.getMessage()));
        }
    }

    private static JobLimits limits(JobJson.Wish wish) {
        return new JobLimits(
                wish.maxRuns() == null ? OptionalInt.empty() : OptionalInt.of(wish.maxRuns()),
                Optional.ofNullable(wish.until()).map(JobWish::time),
                Optional.ofNullable(wish.timeout()).map(JobWish::duration));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadJobException(
                    "until must be an RFC 3339 time such as 2026-12-01T00:00:00Z; '" + text + "' is not.");
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new BadJobException("timeout must be an ISO 8601 duration such as PT15M; '" + text + "' is not.");
        }
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadJobException("The body must have \"" + name + "\".");
        }
        return value;
    }
}
