package io.whypfs.corenode.dag;

import io.whypfs.multiformats.Multihash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Blocks that were read lately, up to a number of bytes; the one not used for longest goes first.
 *
 * <p>Blocks above a sixteenth of a MiB are not kept: a few large files would drive out thousands of small ones, whose
 * cost is the opening and not the reading. Safe for use by any thread.
 */
final class HotBlocks {

    private static final int LARGEST = 64 * 1024;
    /** What a key, an entry and their array headers take beside the bytes. */
    private static final int OVERHEAD = 200;

    private final long capacityBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Multihash, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    HotBlocks(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    Optional<byte[]> get(Multihash key) {
        lock.lock();
        try {
            return Optional.ofNullable(blocks.get(key));
        } finally {
            lock.unlock();
        }
    }

    void put(Multihash key, byte[] data) {
        if (data.length > LARGEST) {
            return;
        }
        lock.lock();
        try {
            if (blocks.putIfAbsent(key, data) == null) {
                bytes += data.length + OVERHEAD;
                evict();
            }
        } finally {
            lock.unlock();
        }
    }

    private void evict() {
        var oldest = blocks.entrySet().iterator();
        while (bytes > capacityBytes && oldest.hasNext()) {
            bytes -= oldest.next().getValue().length + OVERHEAD;
            oldest.remove();
        }
    }
}
