package io.whypfs.core.blockstore;

import io.whypfs.core.files.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Number of blocks in a flatfs folder: counted at open, then kept by adding and taking away.
 *
 * <p>Stops counting after some files and scales up, since hashes spread evenly over the shards: a folder of many million
 * blocks must not take minutes to open.
 */
final class BlockCount {

    private static final long COUNTED_AT_MOST = 50_000;

    private final AtomicLong count;

    private BlockCount(long count) {
        this.count = new AtomicLong(count);
    }

    static BlockCount of(FileLayer files, FlatfsLayout layout) throws IOException {
        List<Path> shards = layout.shards();
        long counted = 0;
        int seen = 0;
        while (seen < shards.size() && counted < COUNTED_AT_MOST) {
            counted += files.list(shards.get(seen)).stream()
                    .filter(name -> FlatfsKey.parseFileName(name).isPresent())
                    .count();
            seen++;
        }
        return new BlockCount(seen == 0 ? 0 : counted * shards.size() / seen);
    }

    void add(long blocks) {
        count.addAndGet(blocks);
    }

    long value() {
        return count.get();
    }
}
