package io.whypfs.api.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why something has not happened yet, and what happens next.
 *
 * @param nextAt null: when somebody else acts
 */
record Reason(String why, String next, @Nullable Instant nextAt) {

    static Reason of(String why, String next) {
        return new Reason(why, next, null);
    }

    /** An owner may say less than it should; a reader is told at least that. */
    static Reason of(String why, String next, @Nullable Instant nextAt, Reason otherwise) {
        return new Reason(why.isBlank() ? otherwise.why : why, next.isBlank() ? otherwise.next : next, nextAt);
    }
}
