package io.whypfs.scheduler.buckets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many deals a bucket has.
 *
 * @param live deals that are not over
 * @param active live deals that are proven on the chain
 * @param auditedAt when the checker told last that some are missing; null: never
 */
public record DealCount(int live, int active, @Nullable Instant auditedAt) {

    static final DealCount NONE = new DealCount(0, 0, null);

    /** How many are missing to {@code target}; at least 0. */
    public int missing(int target) {
        return Math.max(0, target - live);
    }
}
