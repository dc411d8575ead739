package io.whypfs.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * What follows the end of a run.
 *
 * @param standing where the job stands now
 * @param why the reason, one sentence
 * @param runAt when it runs next; empty: not
 * @param entry what goes into the history; empty: nothing
 */
record JobStep(JobState standing, String why, Optional<Instant> runAt, long runs, int failures, Optional<Entry> entry) {

    /** A history entry to be. */
    record Entry(RunEnd end, String why, int attempt) {}
}
