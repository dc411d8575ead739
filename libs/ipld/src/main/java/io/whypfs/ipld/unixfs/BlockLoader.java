package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSource;
import io.whypfs.multiformats.Cid;
import java.io.IOException;

/** Loads the blocks of one operation and counts them against its limit. Identity CIDs are answered from themselves. */
final class BlockLoader {

    private final BlockSource source;
    private final long maxBlocks;
    private long loaded;

    BlockLoader(BlockSource source, ReadLimits limits) {
        this.source = source;
        this.maxBlocks = limits.maxBlocks();
    }

    byte[] load(Cid cid) throws IOException {
        if (++loaded > maxBlocks) {
            throw new UnixFsException("The read needs more than " + maxBlocks + " blocks.");
        }
        if (cid.isIdentity()) {
            return cid.multihash().digest();
        }
        return source.get(cid).orElseThrow(() -> new MissingBlockException(cid));
    }
}
