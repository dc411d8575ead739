package io.whypfs.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands between its runs.
 *
 * @param standing never RUNNING: whether it runs is known by its lease
 * @param runs runs that ended well
 * @param failures runs that failed since the last one that did not
 */
record JobRow(
        JobDefinition definition,
        JobState standing,
        Instant since,
        String why,
        long runs,
        int failures,
        Optional<Instant> runStartedAt,
        Optional<String> cancelWhy) {

    String name() {
        return definition.name();
    }
}
