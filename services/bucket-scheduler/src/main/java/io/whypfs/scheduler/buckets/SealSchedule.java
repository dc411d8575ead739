package io.whypfs.scheduler.buckets;

import io.whypfs.queue.BadScheduleException;
import io.whypfs.queue.JobSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A schedule by which a bucket is sealed: again and again, counted from its making, or at the times of a cron expression. */
public sealed interface SealSchedule {

    /** What a bucket's schedule may be, as a sentence for errors. */
    String FORMS = "It may be a cron expression of five or six fields in UTC (0 3 * * *), @hourly, @daily, @weekly,"
            + " @monthly or @yearly, or an ISO 8601 duration (PT6H).";

    /** Every so often after the bucket was made. */
    record Every(Duration interval) implements SealSchedule {

        @Override
        public Optional<Instant> nextAfter(Instant time, Instant createdAt) {
            long passed = Math.max(0, Duration.between(createdAt, time).dividedBy(interval));
            return Optional.of(createdAt.plus(interval.multipliedBy(passed + 1)));
        }

        @Override
        public String text() {
            return interval.toString();
        }
    }

    /** At the times of a cron expression. */
    record Cron(JobSchedule.Cron times) implements SealSchedule {

        @Override
        public Optional<Instant> nextAfter(Instant time, Instant createdAt) {
            return times.nextAfter(time);
        }

        @Override
        public String text() {
            return times.text();
        }
    }

    /** The first time after {@code time}; empty when there is none. */
    Optional<Instant> nextAfter(Instant time, Instant createdAt);

    /** What {@link #parse} understands. */
    String text();

    /**
     * Reads a schedule.
     *
     * @throws BadScheduleException saying what is wrong and what is allowed
     */
    static SealSchedule parse(String text) throws BadScheduleException {
        try {
            return switch (JobSchedule.parse(text)) {
                case JobSchedule.Every every -> new Every(every.interval());
                case JobSchedule.Cron cron -> recurring(cron);
                case JobSchedule.Once once ->
                    throw new BadScheduleException("'" + once.text() + "' is one time, not a schedule.");
            };
        } catch (BadScheduleException e) {
            throw new BadScheduleException("'" + text + "' does not parse. " + FORMS);
        }
    }

    /** A schedule that was parsed before. */
    static SealSchedule of(String text) {
        try {
            return parse(text);
        } catch (BadScheduleException e) {
            throw new IllegalStateException("A schedule that was accepted once is no longer understood: " + text, e);
        }
    }

    private static SealSchedule recurring(JobSchedule.Cron cron) throws BadScheduleException {
        if (cron.nextAfter(Instant.EPOCH).isEmpty()) {
            throw new BadScheduleException("'" + cron.text() + "' never comes.");
        }
        return new Cron(cron);
    }
}
