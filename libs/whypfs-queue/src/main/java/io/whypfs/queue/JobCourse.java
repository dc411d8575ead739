package io.whypfs.queue;

import java.time.Instant;
import java.util.Optional;

/** Decides what follows the end of a run. Pure: the same run, row and time give the same step. */
final class JobCourse {

    private final RetryPolicy retries;

    JobCourse(RetryPolicy retries) {
        this.retries = retries;
    }

    /**
     * What follows.
     *
     * @param row the job as it stands, perhaps paused while it ran
     * @param now by the queue's clock
     */
    JobStep after(JobRow row, RunResult result, Instant now) {
        JobStep step = switch (result) {
            case RunResult.Returned(JobOutcome outcome) -> returned(row, outcome, now);
            case RunResult.Failed(String message) -> failed(row, RunEnd.FAILED, message, now);
            case RunResult.TimedOut(var limit, String came) ->
                failed(row, RunEnd.TIMED_OUT, "stopped after " + limit + ", its limit: " + came, now);
            case RunResult.Cancelled(String why, String came) -> cancelled(row, why, came, now);
            case RunResult.Stopped(String came) ->
                stillDue(row, RunEnd.STOPPED, "its node closes: " + came + "; it runs again at once", now);
            case RunResult.NodeLost(String why) -> lost(row, why, now);
        };
        return within(row, step);
    }

    /** Why a job that is due must not run any more; empty: it may run. */
    static Optional<String> over(JobDefinition definition, Instant now) {
        return definition
                .limits()
                .until()
                .filter(until -> !now.isBefore(until))
                .map(until -> "finished: its time ended at " + until);
    }

    private JobStep returned(JobRow row, JobOutcome outcome, Instant now) {
        return switch (outcome) {
            case JobOutcome.Done(String what) ->
                next(row, what, row.runs() + 1, Optional.of(entry(row, RunEnd.DONE, what)), now);
            case JobOutcome.Nothing(String why) -> {
                boolean counts = row.definition().limits().maxRuns().isPresent();
                yield next(row, why, counts ? row.runs() + 1 : row.runs(), Optional.empty(), now);
            }
            case JobOutcome.Again(var wait, String why) ->
                new JobStep(JobState.WAITING, why, Optional.of(now.plus(wait)), row.runs(), 0, Optional.empty());
        };
    }

    private JobStep next(JobRow row, String why, long runs, Optional<JobStep.Entry> entry, Instant now) {
        JobDefinition definition = row.definition();
        if (definition.limits().maxRuns().isPresent()
                && runs >= definition.limits().maxRuns().getAsInt()) {
            String all = "finished: ran " + runs + " of "
                    + definition.limits().maxRuns().getAsInt();
            return new JobStep(JobState.FINISHED, all, Optional.empty(), runs, 0, entry);
        }
        Optional<Instant> at = definition.schedule().nextAfter(now);
        if (at.isEmpty()) {
            String once =
                    "finished: its schedule " + definition.schedule().text() + " has no further time; last: " + why;
            return new JobStep(JobState.FINISHED, once, at, runs, 0, entry);
        }
        return new JobStep(JobState.WAITING, why, at, runs, 0, entry);
    }

    private JobStep failed(JobRow row, RunEnd end, String message, Instant now) {
        int failures = row.failures() + 1;
        Instant again = now.plus(retries.after(failures));
        return new JobStep(
                JobState.FAILING,
                times(failures) + ": " + message,
                Optional.of(again),
                row.runs(),
                failures,
                Optional.of(entry(row, end, message + "; tried again at " + again)));
    }

    private JobStep cancelled(JobRow row, String why, String came, Instant now) {
        String all = why + "; " + came;
        return next(row, "last run cancelled: " + why, row.runs(), Optional.of(entry(row, RunEnd.CANCELLED, all)), now);
    }

    private static JobStep stillDue(JobRow row, RunEnd end, String why, Instant now) {
        return new JobStep(
                row.failures() == 0 ? JobState.WAITING : JobState.FAILING,
                why,
                Optional.of(now),
                row.runs(),
                row.failures(),
                Optional.of(entry(row, end, why)));
    }

    /** The first time at once; a job that takes down one node after the other waits ever longer. */
    private JobStep lost(JobRow row, String why, Instant now) {
        int failures = row.failures() + 1;
        Instant again = failures == 1 ? now : now.plus(retries.after(failures - 1));
        String follows = failures == 1 ? "; it runs again at once" : "; tried again at " + again;
        return new JobStep(
                JobState.FAILING,
                times(failures) + ": " + why,
                Optional.of(again),
                row.runs(),
                failures,
                Optional.of(entry(row, RunEnd.NODE_LOST, why + follows)));
    }

    private static JobStep within(JobRow row, JobStep step) {
        if (row.standing() == JobState.PAUSED && step.standing() != JobState.FINISHED) {
            return new JobStep(
                    JobState.PAUSED, row.why(), Optional.empty(), step.runs(), step.failures(), step.entry());
        }
        Optional<String> over = step.runAt().flatMap(at -> over(row.definition(), at));
        if (over.isPresent()) {
            return new JobStep(
                    JobState.FINISHED,
                    over.get() + "; last: " + step.why(),
                    Optional.empty(),
                    step.runs(),
                    step.failures(),
                    step.entry());
        }
        return step;
    }

    private static JobStep.Entry entry(JobRow row, RunEnd end, String why) {
        return new JobStep.Entry(end, why, row.failures() + 1);
    }

    private static String times(int failures) {
        return failures == 1 ? "failed once" : "failed " + failures + " times";
    }
}
