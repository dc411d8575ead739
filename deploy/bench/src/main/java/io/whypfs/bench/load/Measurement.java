package io.whypfs.bench.load;

import java.util.List;

/**
 * What a run of exchanges took.
 *
 * @param firstFailure empty when there was none
 * @param cids of what was uploaded, in no order
 */
public record Measurement(
        int count,
        long fileBytes,
        long elapsedNanos,
        long p50Nanos,
        long p99Nanos,
        int failures,
        String firstFailure,
        List<String> cids) {

    public double perSecond() {
        return count * 1e9 / elapsedNanos;
    }

    public double mebibytesPerSecond() {
        return perSecond() * fileBytes / (1 << 20);
    }
}
