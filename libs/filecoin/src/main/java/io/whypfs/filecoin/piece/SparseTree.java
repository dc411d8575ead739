package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree made of whole subtrees that are known by their root, with zeros between them: a sector of pieces, an aggregate of
 * segments.
 *
 * <p>Nodes above the subtrees are computed when they are asked for and then kept. For one thread.
 */
public final class SparseTree implements CommitmentTree {

    /** A known node: its level, its place in that level, its commitment. */
    public record Subtree(int level, long index, Commitment commitment) {

        long firstLeaf() {
            return index << level;
        }

        long endLeaf() {
            return index + 1 << level;
        }
    }

    private final int height;
    private final Subtree[] subtrees;
    private final Map<Place, Commitment> computed = new HashMap<>();

    private record Place(int level, long index) {}

    /** @throws FilecoinFormatException when a subtree lies outside the tree or two overlap */
    public SparseTree(int height, List<Subtree> known) {
        this.height = PaddedPieceSize.ofHeight(height).height();
        this.subtrees = known.toArray(Subtree[]::new);
        for (Subtree subtree : subtrees) {
            if (subtree.level < 0
                    || subtree.level > height
                    || subtree.index < 0
                    || subtree.index >>> (height - subtree.level) != 0) {
                throw new FilecoinFormatException("A subtree lies outside the tree of height " + height + ".");
            }
        }
        Arrays.sort(subtrees, Comparator.comparingLong(Subtree::firstLeaf));
        for (int i = 1; i < subtrees.length; i++) {
            if (subtrees[i - 1].endLeaf() > subtrees[i].firstLeaf()) {
                throw new FilecoinFormatException("Two subtrees overlap at leaf " + subtrees[i].firstLeaf() + ".");
            }
        }
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Commitment node(int level, long index) {
        requireNode(level, index);
        return node(level, index, 0, subtrees.length);
    }

    /** Looks among the subtrees from one to below another, which are those the parent may hold. */
    private Commitment node(int level, long index, int from, int to) {
        int first = firstAtOrBehind(index << level, from, to);
        int end = firstAtOrBehind(index + 1 << level, first, to);
        if (first > 0 && subtrees[first - 1].endLeaf() > index << level) {
            throw new IllegalStateException(
                    "The node " + index + " of level " + level + " lies inside a known subtree.");
        }
        if (first == end) {
            return ZeroCommitments.level(level);
        }
        Subtree only = subtrees[first];
        if (only.level == level) {
            return only.commitment;
        }
        Place place = new Place(level, index);
        Commitment known = computed.get(place);
        if (known == null) {
            known = node(level - 1, 2 * index, first, end).parentWith(node(level - 1, 2 * index + 1, first, end));
            computed.put(place, known);
        }
        return known;
    }

    private int firstAtOrBehind(long leaf, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (subtrees[middle].firstLeaf() < leaf) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
