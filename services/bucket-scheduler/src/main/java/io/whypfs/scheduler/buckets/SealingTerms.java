package io.whypfs.scheduler.buckets;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a bucket is sealed.
 *
 * @param maxFiles at so many contents, at least 1
 * @param thresholdSize at so many bytes of members' CARs, at least 1
 * @param schedule when it fires after the first content; null: never
 * @param maxAge so long after its first content
 */
public record SealingTerms(
        int maxFiles, long thresholdSize, @Nullable SealSchedule schedule, Duration maxAge) {

    public SealingTerms {
        if (maxFiles < 1 || thresholdSize < 1 || !maxAge.isPositive()) {
            throw new IllegalArgumentException("A bucket's terms are positive: " + maxFiles + " files, " + thresholdSize
                    + " bytes, age " + maxAge + ".");
        }
    }
}
