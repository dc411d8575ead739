package io.whypfs.core.blockstore;

import io.whypfs.core.files.FileLayer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a part of the disk free for those who share it.
 *
 * <p>Counts free bytes down with each write and asks the file system only once per round, and before it refuses.
 */
final class DiskReserve {

    /** What a file system rounds up to, plus an inode; an estimate that errs to the safe side on common systems. */
    private static final long ALLOCATION_UNIT = 4096;

    private static final long INODE = 256;

    private final FileLayer files;
    private final long reserveBytes;
    private final AtomicLong free;

    DiskReserve(FileLayer files, long reserveBytes) throws IOException {
        this.files = files;
        this.reserveBytes = reserveBytes;
        this.free = new AtomicLong(files.freeBytes());
    }

    /** Counts a write before it is made. */
    void claim(long bytes) throws IOException {
        long cost = (bytes + ALLOCATION_UNIT - 1) / ALLOCATION_UNIT * ALLOCATION_UNIT + INODE;
        if (free.addAndGet(-cost) >= reserveBytes) {
            return;
        }
        refresh();
        if (free.addAndGet(-cost) < reserveBytes) {
            long left = free.addAndGet(cost);
            throw new DiskReserveException(left, reserveBytes);
        }
    }

    void refresh() throws IOException {
        free.set(files.freeBytes());
    }

    long freeBytes() {
        return free.get();
    }

    long reserveBytes() {
        return reserveBytes;
    }
}
