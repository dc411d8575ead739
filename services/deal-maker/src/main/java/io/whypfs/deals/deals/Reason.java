package io.whypfs.deals.deals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why something stands where it stands.
 *
 * @param why one sentence
 * @param next what happens next, one sentence
 * @param nextAt when that happens at the latest; null: nothing more happens, or somebody else acts
 */
public record Reason(String why, String next, @Nullable Instant nextAt) {

    public Reason {
        if (why.isBlank() || next.isBlank()) {
            throw new IllegalArgumentException("A reason says why and what next.");
        }
    }

    /** A reason for something that somebody else moves, or that is over. */
    public Reason(String why, String next) {
        this(why, next, null);
    }
}
