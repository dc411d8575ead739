package io.whypfs.ipld.unixfs;

/**
 * What one read, listing or look-up may cost, against DAGs built to be larger than they look.
 *
 * @param maxDepth most levels of a file's tree
 * @param maxBlocks most blocks loaded by one operation
 */
public record ReadLimits(int maxDepth, long maxBlocks) {

    /** 128 levels; 16 million blocks, which is 16 TiB in chunks of 1 MiB. */
    public static final ReadLimits DEFAULT = new ReadLimits(128, 16L * 1024 * 1024);

    public ReadLimits {
        if (maxDepth < 1 || maxBlocks < 1) {
            throw new IllegalArgumentException("Read limits must be positive.");
        }
    }
}
