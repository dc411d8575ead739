package io.whypfs.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Collects times and failures from many threads. */
final class Recorder {

    private final long[] nanos;
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");
    private final List<String> cids = new ArrayList<>();

    Recorder(int count) {
        nanos = new long[count];
    }

    void succeeded(long took, @Nullable String cid) {
        nanos[succeeded.getAndIncrement()] = took;
        if (cid != null) {
            synchronized (cids) {
                cids.add(cid);
            }
        }
    }

    void failed(String why) {
        failed.incrementAndGet();
        firstFailure.compareAndSet("", why);
    }

    /** To be called once, when all threads are done. */
    Measurement finish(long fileBytes, long elapsedNanos) {
        long[] sorted = Arrays.copyOf(nanos, succeeded.get());
        Arrays.sort(sorted);
        String failure = firstFailure.get();
        return new Measurement(
                sorted.length,
                fileBytes,
                elapsedNanos,
                percentile(sorted, 50),
                percentile(sorted, 99),
                failed.get(),
                failure == null ? "" : failure,
                List.copyOf(cids));
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) sorted.length * percent / 100)];
    }
}
