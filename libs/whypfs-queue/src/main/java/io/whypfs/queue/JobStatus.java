package io.whypfs.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A job and where it stands.
 *
 * @param since when it came into this state, as far as it is known
 * @param why one sentence: why it is in this state
 * @param next one sentence: what happens next
 * @param nextAt when its next run is due, by the queue's clock
 * @param node which node runs it now
 * @param runs runs that ended well; counted for jobs with {@code maxRuns} and for runs that did something
 * @param failures runs that failed since the last one that did not
 * @param lastRun the newest entry of its history
 */
public record JobStatus(
        JobDefinition definition,
        JobState state,
        Optional<Instant> since,
        String why,
        String next,
        Optional<Instant> nextAt,
        Optional<String> node,
        long runs,
        int failures,
        Optional<PastRun> lastRun) {}
