package io.whypfs.corenode.pieces.build;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells builds to end, and lets them wait for it. Looked at between blocks; threads are not interrupted, because that
 * closes files which others use. Safe for use by any thread.
 */
final class StopSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean isSet;
    private long nudges;

    void set() {
        lock.lock();
        try {
            isSet = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isSet() {
        return isSet;
    }

    /** @throws StoppedException when builds are to end */
    void check() throws StoppedException {
        if (isSet) {
            throw new StoppedException();
        }
    }

    /** Ends the waits that go on just now. */
    void nudge() {
        lock.lock();
        try {
            nudges++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, at most so long, for a nudge or the end. */
    void await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long seen = nudges;
            long nanos = pause.toNanos();
            while (!isSet && nudges == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
