package io.whypfs.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits of a job.
 *
 * @param maxRuns how many runs end well before the job is finished; failed runs and {@link JobOutcome.Again} do not count
 * @param until no run begins at or after this time
 * @param timeout how long one run may take, by the machine's clock; empty: the queue's default
 */
public record JobLimits(OptionalInt maxRuns, Optional<Instant> until, Optional<Duration> timeout) {

    private static final JobLimits NONE = new JobLimits(OptionalInt.empty(), Optional.empty(), Optional.empty());

    public JobLimits {
        if (maxRuns.isPresent() && maxRuns.getAsInt() < 1) {
            throw new BadJobException("maxRuns must be at least 1; " + maxRuns.getAsInt() + " is not.");
        }
        if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
            throw new BadJobException("A timeout must be above zero; " + timeout.get() + " is not.");
        }
    }

    public static JobLimits none() {
        return NONE;
    }

    public JobLimits withMaxRuns(int runs) {
        return new JobLimits(OptionalInt.of(runs), until, timeout);
    }

    public JobLimits withUntil(Instant time) {
        return new JobLimits(maxRuns, Optional.of(time), timeout);
    }

    public JobLimits withTimeout(Duration limit) {
        return new JobLimits(maxRuns, until, Optional.of(limit));
    }
}
