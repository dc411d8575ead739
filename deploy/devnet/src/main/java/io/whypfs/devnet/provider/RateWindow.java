package io.whypfs.devnet.provider;

import java.util.concurrent.TimeUnit;

/** Watches that bytes come fast enough, counting only the time spent waiting for them, in windows of four seconds. */
final class RateWindow {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(4);
    private final long least;
    private long waitedFrom;
    private long waited;
    private long bytes;

    /** @param perSecond bytes */
    RateWindow(long perSecond) {
        this.least = perSecond * 4;
    }

    void waits() {
        waitedFrom = System.nanoTime();
    }

    /** @return false when a whole window brought too little */
    boolean got(int count) {
        waited += System.nanoTime() - waitedFrom;
        bytes += count;
        if (waited < WINDOW) {
            return true;
        }
        boolean enough = bytes >= least;
        waited = 0;
        bytes = 0;
        return enough;
    }
}
