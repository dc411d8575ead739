package io.whypfs.ipld.unixfs;

/**
 * Every choice that decides the CID of a file or directory.
 *
 * @param cidVersion 0 or 1, for dag-pb nodes; raw leaves are always version 1
 * @param rawLeaves chunks as raw blocks, else as dag-pb nodes
 * @param chunkBytes length of every chunk but the last
 * @param maxLinks most links of one file node
 * @param layout shape of the tree
 * @param hamtThresholdBytes a directory estimated larger than this becomes a HAMT
 * @param sizeEstimate how that size is estimated
 * @param hamtFanout buckets of a HAMT node, a power of two from 8 to 1024
 */
public record ImportParameters(
        int cidVersion,
        boolean rawLeaves,
        int chunkBytes,
        int maxLinks,
        Layout layout,
        int hamtThresholdBytes,
        SizeEstimate sizeEstimate,
        int hamtFanout) {

    /** Largest chunk whose dag-pb leaf stays within 2 MiB. */
    public static final int MAX_CHUNK_BYTES = 2 * 1024 * 1024 - 256;

    public ImportParameters {
        if (cidVersion != 0 && cidVersion != 1) {
            throw new IllegalArgumentException("CID version must be 0 or 1, not " + cidVersion + ".");
        }
        if (chunkBytes < 1 || chunkBytes > MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "Chunks must have 1 to " + MAX_CHUNK_BYTES + " bytes, not " + chunkBytes + ".");
        }
        if (maxLinks < 2) {
            throw new IllegalArgumentException("A file node must take at least 2 links, not " + maxLinks + ".");
        }
        if (!Fanout.isLegal(hamtFanout)) {
            throw new IllegalArgumentException(
                    "The HAMT fanout must be a power of two from 8 to 1024, not " + hamtFanout + ".");
        }
    }

    /** Shape of a file's tree. */
    public enum Layout {
        /** All leaves at the same depth. */
        BALANCED,
        /** Leaves first, then deeper and deeper sub-trees. */
        TRICKLE
    }

    /** How a directory's size is estimated before it is written. */
    public enum SizeEstimate {
        /** Sum of name and CID lengths. */
        LINKS_BYTES,
        /** Exact length of the encoded block. */
        BLOCK_BYTES
    }
}
