package io.whypfs.queue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a job runs. */
public sealed interface JobSchedule {

    /**
     * Again and again, this long after the end of the run before.
     *
     * @param interval above zero, at most ten years
     */
    record Every(Duration interval) implements JobSchedule {

        private static final Duration LONGEST = Duration.ofDays(3650);

        public Every {
            if (interval.isZero() || interval.isNegative() || interval.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "an interval is above zero and at most 3650 days; " + interval + " is not");
            }
        }

        @Override
        public Optional<Instant> firstAt(Instant now) {
            return Optional.of(now);
        }

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            return Optional.of(time.plus(interval));
        }

        @Override
        public String text() {
            return interval.toString();
        }
    }

    /**
     * At the times of a cron expression, in UTC. Times that pass while a run is under way are left out.
     *
     * @param expression five fields (minute to day of week), six (with seconds first), or {@code @hourly}, {@code @daily},
     *     {@code @weekly}, {@code @monthly}, {@code @yearly}
     */
    record Cron(String expression) implements JobSchedule {

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            return CronExpression.of(expression).nextAfter(time);
        }

        @Override
        public String text() {
            return expression;
        }
    }

    /** Once, at this time or as soon as possible after it. */
    record Once(Instant at) implements JobSchedule {

        @Override
        public Optional<Instant> firstAt(Instant now) {
            return Optional.of(at);
        }

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            return time.isBefore(at) ? Optional.of(at) : Optional.empty();
        }

        @Override
        public String text() {
            return at.toString();
        }
    }

    /** The first time after this one; empty when there is none. */
    Optional<Instant> nextAfter(Instant time);

    /** When a job that is defined now runs first; empty when never. */
    default Optional<Instant> firstAt(Instant now) {
        return nextAfter(now);
    }

    /** What {@link #parse} understands. */
    String text();

    /**
     * Reads a schedule.
     *
     * @param text an ISO 8601 duration ({@code PT15M}: every so often), a cron expression of five or six fields, {@code
     *     @daily} and its like, or an RFC 3339 time ({@code 2026-12-01T00:00:00Z}: once)
     * @throws BadScheduleException saying what is wrong
     */
    static JobSchedule parse(String text) throws BadScheduleException {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw new BadScheduleException("The schedule is empty. " + FORMS);
        }
        if (trimmed.startsWith("P") || trimmed.startsWith("p") || trimmed.startsWith("-P")) {
            return every(trimmed);
        }
        if (trimmed.startsWith("@") || trimmed.contains(" ")) {
            return new Cron(CronExpression.parse(trimmed).text());
        }
        return once(trimmed);
    }

    /** What a schedule may be, as a sentence for errors. */
    String FORMS = "A schedule is an ISO 8601 duration (PT15M), a cron expression of five or six fields (0 3 * * *), "
            + "@hourly, @daily, @weekly, @monthly or @yearly, or an RFC 3339 time (2026-12-01T00:00:00Z).";

    private static JobSchedule every(String text) throws BadScheduleException {
        try {
            return new Every(Duration.parse(text));
        } catch (DateTimeException e) {
            throw new BadScheduleException("'" + text + "' is not an ISO 8601 duration. " + FORMS);
        } catch (IllegalArgumentException e) {
            throw new BadScheduleException("'" + text + "' cannot be a schedule: " + e.getMessage() + ".");
        }
    }

    private static JobSchedule once(String text) throws BadScheduleException {
        try {
            return new Once(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new BadScheduleException("'" + text + "' is not a schedule. " + FORMS);
        }
    }
}
