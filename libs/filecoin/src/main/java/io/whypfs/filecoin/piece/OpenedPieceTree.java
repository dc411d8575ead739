package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A piece's tree with some MiB opened down to their leaves, for proofs of ranges that begin or end inside them.
 *
 * <p>Which MiB a range needs is told by {@link #nodesFor}; their payload is read once and checked against the kept node.
 * Each opened MiB takes 2 MiB of memory. For one thread.
 */
public final class OpenedPieceTree implements CommitmentTree {

    /** Level of the groups that 127 bytes of payload become; the finest that a payload's range is cut into. */
    public static final int GROUP_LEVEL = 2;

    private final PieceTree tree;
    private final Map<Long, byte[][]> opened = new HashMap<>();

    public OpenedPieceTree(PieceTree tree) {
        this.tree = tree;
    }

    /** The kept nodes at the edges of a range of payload: one or two. */
    public static long[] nodesFor(long from, long length) {
        long first = from / PieceTree.PAYLOAD_PER_NODE;
        long last = (from + Math.max(1, length) - 1) / PieceTree.PAYLOAD_PER_NODE;
        return first == last ? new long[] {first} : new long[] {first, last};
    }

    /**
     * Opens one kept node.
     *
     * @param payload the payload below the node, without the zeros behind the payload's end
     * @throws FilecoinFormatException when the payload is not the one that was hashed
     */
    public void open(long index, byte[] payload) {
        int leaves = 1 << tree.keptLevel();
        byte[] padded = new byte[leaves / 4 * Fr32.UNPADDED_GROUP];
        if (payload.length > padded.length) {
            throw new FilecoinFormatException("A node stands above at most " + padded.length + " bytes of payload.");
        }
        System.arraycopy(payload, 0, padded, 0, payload.length);
        byte[][] levels = new byte[tree.keptLevel() + 1][];
        levels[0] = Fr32.pad(padded);
        NodeHash hash = new NodeHash();
        for (int level = 1; level < levels.length; level++) {
            byte[] below = levels[level - 1];
            byte[] row = new byte[below.length / 2];
            for (int at = 0; at < row.length; at += Commitment.BYTES) {
                hash.parent(below, 2 * at, below, 2 * at + Commitment.BYTES, row, at);
            }
            levels[level] = row;
        }
        if (!Commitment.of(levels[tree.keptLevel()]).equals(tree.node(tree.keptLevel(), index))) {
            throw new FilecoinFormatException("The payload below node " + index + " is not the one that was hashed.");
        }
        opened.put(index, levels);
    }

    /** Proves the groups that hold a range of payload; the MiB at its edges must be open. */
    public RangeProof prove(long from, long length) {
        if (from < 0 || length <= 0 || length > tree.payloadBytes() - from) {
            throw new IllegalArgumentException("The payload of " + tree.payloadBytes() + " bytes has no range of "
                    + length + " bytes at " + from + ".");
        }
        long first = from / Fr32.UNPADDED_GROUP;
        long last = (from + length - 1) / Fr32.UNPADDED_GROUP;
        return RangeProof.of(this, GROUP_LEVEL, first, Math.toIntExact(last - first + 1));
    }

    @Override
    public int height() {
        return tree.height();
    }

    @Override
    public Commitment node(int level, long index) {
        requireNode(level, index);
        if (level >= tree.keptLevel()) {
            return tree.node(level, index);
        }
        int below = tree.keptLevel() - level;
        byte[][] levels = opened.get(index >>> below);
        if (levels == null) {
            return tree.node(level, index);
        }
        int at = (int) (index & (1L << below) - 1) * Commitment.BYTES;
        return Commitment.of(Arrays.copyOfRange(levels[level], at, at + Commitment.BYTES));
    }
}
