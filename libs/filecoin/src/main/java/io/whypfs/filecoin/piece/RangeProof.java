package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that neighbouring nodes of one level stand in a tree: a file's part of a piece, for example.
 *
 * <p>Going up from the level, a sibling is needed on the left when the row begins at an odd place and on the right when it
 * ends at an even one; they are kept in that order.
 *
 * @param level of the nodes
 * @param first place of the first node
 * @param count how many nodes
 * @param height of the tree
 * @param siblings what is needed beside the nodes, lowest first
 */
public record RangeProof(int level, long first, int count, int height, List<Commitment> siblings) {

    public RangeProof {
        siblings = List.copyOf(siblings);
        boolean fits = level >= 0
                && level <= height
                && height <= ZeroCommitments.MAX_LEVEL
                && first >= 0
                && count > 0
                && first <= (1L << (height - level)) - count;
        if (!fits) {
            throw new FilecoinFormatException("A tree of height " + height + " has no nodes " + first + " to "
                    + (first + count - 1) + " at level " + level + ".");
        }
    }

    public static RangeProof of(CommitmentTree tree, int level, long first, int count) {
        List<Commitment> siblings = new ArrayList<>();
        long left = first;
        long right = first + count - 1;
        for (int at = level; at < tree.height(); at++) {
            if ((left & 1) == 1) {
                siblings.add(tree.node(at, left - 1));
            }
            if ((right & 1) == 0) {
                siblings.add(tree.node(at, right + 1));
            }
            left >>= 1;
            right >>= 1;
        }
        return new RangeProof(level, first, count, tree.height(), siblings);
    }

    /**
     * The root of the tree in which the nodes have this proof.
     *
     * @throws FilecoinFormatException when the number of nodes or siblings is not the proof's
     */
    public Commitment root(List<Commitment> nodes) {
        if (nodes.size() != count) {
            throw new FilecoinFormatException("The proof is for " + count + " nodes, but got " + nodes.size() + ".");
        }
        List<Commitment> row = nodes;
        long left = first;
        int used = 0;
        for (int at = level; at < height; at++) {
            List<Commitment> whole = new ArrayList<>(row.size() + 2);
            if ((left & 1) == 1) {
                whole.add(sibling(used++));
            }
            whole.addAll(row);
            if (whole.size() % 2 == 1) {
                whole.add(sibling(used++));
            }
            row = parents(whole);
            left >>= 1;
        }
        if (used != siblings.size()) {
            throw new FilecoinFormatException("The proof has " + (siblings.size() - used) + " siblings too many.");
        }
        return row.getFirst();
    }

    private Commitment sibling(int index) {
        if (index >= siblings.size()) {
            throw new FilecoinFormatException("The proof has too few siblings.");
        }
        return siblings.get(index);
    }

    private static List<Commitment> parents(List<Commitment> row) {
        List<Commitment> parents = new ArrayList<>(row.size() / 2);
        for (int i = 0; i < row.size(); i += 2) {
            parents.add(row.get(i).parentWith(row.get(i + 1)));
        }
        return parents;
    }
}
