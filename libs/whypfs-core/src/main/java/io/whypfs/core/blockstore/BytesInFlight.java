package io.whypfs.core.blockstore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bound on bytes that are written and not yet synced, per session and for all together: the back-pressure of uploads.
 *
 * <p>A block larger than a bound passes when nothing else is in flight, so that every block gets through.
 */
final class BytesInFlight {

    /** One session's share; its count is guarded by the owner's lock. */
    static final class Window {
        private long bytes;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final long sessionLimit;
    private final long totalLimit;
    private long total;
    private @Nullable IOException failure;

    BytesInFlight(long sessionLimit, long totalLimit) {
        this.sessionLimit = sessionLimit;
        this.totalLimit = totalLimit;
    }

    /** Waits until the bytes fit; {@code beforeWaiting} is run each time there is no room. */
    void acquire(Window window, long bytes, Runnable beforeWaiting) throws IOException {
        while (!tryAcquire(window, bytes)) {
            beforeWaiting.run();
            awaitRoom(window, bytes);
        }
    }

    private boolean tryAcquire(Window window, long bytes) throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (!fits(window, bytes)) {
                return false;
            }
            total += bytes;
            window.bytes += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Window window, long bytes) throws InterruptedIOException {
        lock.lock();
        try {
            while (failure == null && !fits(window, bytes)) {
                room.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the disk to take earlier blocks.");
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Window window, long bytes) {
        return (total == 0 || total + bytes <= totalLimit)
                && (window.bytes == 0 || window.bytes + bytes <= sessionLimit);
    }

    void release(Window window, long bytes) {
        lock.lock();
        try {
            total -= bytes;
            window.bytes -= bytes;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long total() {
        lock.lock();
        try {
            return total;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting; nothing is acquired any more. */
    void fail(IOException reason) {
        lock.lock();
        try {
            failure = reason;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
