package io.whypfs.filecoin.piece;

import java.util.ArrayList;
import java.util.List;

/** Nodes of a piece by level and place; level 0 is a leaf of 32 bytes. */
public interface CommitmentTree {

    /** Level of the root. */
    int height();

    /**
     * The node that stands above leaves {@code index * 2^level} and following.
     *
     * @throws IllegalStateException when this tree does not keep so low a node there
     */
    Commitment node(int level, long index);

    default PaddedPieceSize size() {
        return PaddedPieceSize.ofHeight(height());
    }

    default Commitment root() {
        return node(height(), 0);
    }

    /** The siblings from a node up to the root. */
    default MerkleProof proof(int level, long index) {
        requireNode(level, index);
        List<Commitment> path = new ArrayList<>();
        for (int at = level; at < height(); at++) {
            path.add(node(at, index >>> (at - level) ^ 1));
        }
        return new MerkleProof(index, path);
    }

    /** @throws IllegalArgumentException when the tree has no such place */
    default void requireNode(int level, long index) {
        if (level < 0 || level > height() || index < 0 || index >= 1L << (height() - level)) {
            throw new IllegalArgumentException(
                    "A tree of height " + height() + " has no node " + index + " at level " + level + ".");
        }
    }
}
