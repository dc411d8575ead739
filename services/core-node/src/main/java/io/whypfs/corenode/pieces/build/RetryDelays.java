package io.whypfs.corenode.pieces.build;

import java.time.Duration;

/**
 * How long a build waits after a failed attempt: the first time, then twice as long each time, up to a most.
 *
 * @param first positive
 * @param most at least {@code first}
 */
record RetryDelays(Duration first, Duration most) {

    RetryDelays {
        if (first.toMillis() < 1 || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("The settings whypfs.pieces.retry-first=" + first
                    + " and whypfs.pieces.retry-most=" + most + " must be positive, the second not below the first.");
        }
    }

    /** @param failures attempts that failed before this one */
    Duration after(int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(failures, 20));
        return delay.compareTo(most) < 0 ? delay : most;
    }
}
