package io.whypfs.queue;

import java.time.Duration;

/**
 * How long to wait after failures in a row: the first wait, doubled each time, up to the longest.
 *
 * @param first after the first failure
 */
record RetryPolicy(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the first wait is above zero and not above the longest: " + first + ", " + longest);
        }
    }

    /** The wait after this many failures in a row, at least one. */
    Duration after(int failures) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
