package io.whypfs.queue;

import java.time.Instant;
import java.util.Optional;

/** Says where a job stands: why, what next and when. */
final class JobWords {

    private JobWords() {}

    /**
     * The job's status.
     *
     * @param due its row among what is due; empty: it does not run and will not
     * @param typeKnown whether this node knows its type
     */
    static JobStatus status(
            JobRow row, Optional<LeaseRepository.Due> due, Optional<PastRun> lastRun, boolean typeKnown) {
        Optional<String> node = due.flatMap(LeaseRepository.Due::node);
        Optional<Instant> dueAt = due.map(LeaseRepository.Due::at);
        JobState state = node.isPresent() ? JobState.RUNNING : row.standing();
        return new JobStatus(
                row.definition(),
                state,
                state == JobState.RUNNING ? row.runStartedAt().or(() -> dueAt) : Optional.of(row.since()),
                why(row, state, node.orElse("")),
                next(row, state, dueAt, typeKnown),
                state == JobState.RUNNING ? Optional.empty() : dueAt,
                node,
                row.runs(),
                row.failures(),
                lastRun);
    }

    private static String why(JobRow row, JobState state, String node) {
        if (state == JobState.RUNNING) {
            String runs = "runs on " + node;
            return row.cancelWhy()
                    .map(why -> runs + " and was told to stop: " + why)
                    .orElse(runs);
        }
        return row.why();
    }

    private static String next(JobRow row, JobState state, Optional<Instant> dueAt, boolean typeKnown) {
        String at = dueAt.map(Instant::toString).orElse("its next time");
        if (!typeKnown && (state == JobState.WAITING || state == JobState.FAILING)) {
            return "waits for a node that knows the type '" + row.definition().type() + "'";
        }
        return switch (state) {
            case RUNNING ->
                row.standing() == JobState.PAUSED
                        ? "is paused after this run: " + row.why()
                        : "its schedule goes on after this run: "
                                + row.definition().schedule().text();
            case WAITING -> "next run at " + at;
            case FAILING -> "tried again at " + at;
            case PAUSED -> "runs again when it is resumed";
            case FINISHED -> "nothing more; it can be removed";
        };
    }
}
