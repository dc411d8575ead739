package io.whypfs.deals.funds;

import java.time.Instant;
import java.util.Optional;

/**
 * Why something is as it is, and what comes next.
 *
 * @param why one sentence
 * @param next one sentence
 * @param nextAt about when, where that can be said
 */
record Reason(String why, String next, Optional<Instant> nextAt) {

    Reason(String why, String next) {
        this(why, next, Optional.empty());
    }

    Reason(String why, String next, Instant nextAt) {
        this(why, next, Optional.of(nextAt));
    }
}
