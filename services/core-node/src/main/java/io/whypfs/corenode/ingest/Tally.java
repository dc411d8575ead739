package io.whypfs.corenode.ingest;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.List;

/** Passes blocks on and counts the distinct ones. Identity CIDs carry their bytes and count for nothing. */
final class Tally implements BlockSink {

    private final BlockSink sink;
    private final DistinctCids seen = new DistinctCids();
    private long dagBytes;
    private long sectionBytes;
    private long blockCount;

    Tally(BlockSink sink) {
        this.sink = sink;
    }

    @Override
    public void put(Block block) throws IOException {
        count(block.cid(), block.data().length);
        sink.put(block);
    }

    /** Counts a block that needs no passing on; returns false when it was counted before. */
    boolean count(Cid cid, long length) {
        if (cid.isIdentity() || !seen.add(cid)) {
            return false;
        }
        dagBytes += length;
        sectionBytes += CarWriter.sectionLength(cid, length);
        blockCount++;
        return true;
    }

    long dagBytes() {
        return dagBytes;
    }

    long blockCount() {
        return blockCount;
    }

    long carBytes(Cid root) {
        return CarWriter.headerLength(List.of(root)) + sectionBytes;
    }
}
