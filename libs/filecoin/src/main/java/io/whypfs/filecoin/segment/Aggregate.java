package io.whypfs.filecoin.segment;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.piece.PieceCidV2;
import io.whypfs.filecoin.piece.SparseTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece that holds other pieces: each at a multiple of its own size, in the given order, and an index at the end.
 *
 * <p>Sorted by size, largest first, the segments leave no gaps. For one thread. Source: FRC-0058.
 */
public final class Aggregate {

    /** One piece to be placed. */
    public record Segment(PieceCid pieceCid, PaddedPieceSize size) {}

    private static final int ENTRY_LEVEL = 1;

    private final SegmentIndex index;
    private final List<SegmentEntry> entries;
    private final SparseTree tree;

    private Aggregate(SegmentIndex index, List<SegmentEntry> entries, SparseTree tree) {
        this.index = index;
        this.entries = List.copyOf(entries);
        this.tree = tree;
    }

    /** @throws FilecoinFormatException when the segments and their index do not fit the deal's size */
    public static Aggregate of(PaddedPieceSize dealSize, List<Segment> segments) {
        SegmentIndex index = new SegmentIndex(dealSize);
        List<SegmentEntry> entries = place(segments, index);
        List<SparseTree.Subtree> subtrees = new ArrayList<>(2 * entries.size());
        for (int i = 0; i < entries.size(); i++) {
            SegmentEntry entry = entries.get(i);
            subtrees.add(new SparseTree.Subtree(
                    entry.size().height(), entry.offset() / entry.size().bytes(), entry.commitment()));
            subtrees.add(new SparseTree.Subtree(ENTRY_LEVEL, entryPlace(index, i), entry.node()));
        }
        return new Aggregate(index, entries, new SparseTree(dealSize.height(), subtrees));
    }

    private static List<SegmentEntry> place(List<Segment> segments, SegmentIndex index) {
        if (segments.size() > index.capacity()) {
            throw new FilecoinFormatException("A piece of " + index.dealSize().bytes() + " bytes takes "
                    + index.capacity() + " segments, but got " + segments.size() + ".");
        }
        List<SegmentEntry> entries = new ArrayList<>(segments.size());
        long free = 0;
        for (Segment segment : segments) {
            long size = segment.size().bytes();
            long offset = Math.ceilDiv(free, size) * size;
            if (offset > index.start() - size) {
                throw new FilecoinFormatException("The segments and their index do not fit "
                        + index.dealSize().bytes() + " bytes; segment " + entries.size()
                        + " is the first without room.");
            }
            entries.add(new SegmentEntry(segment.pieceCid().commitment(), offset, segment.size()));
            free = offset + size;
        }
        return entries;
    }

    private static long entryPlace(SegmentIndex index, int i) {
        return index.start() / SegmentEntry.BYTES + i;
    }

    public SegmentIndex index() {
        return index;
    }

    /** Where each segment stands, in the given order. */
    public List<SegmentEntry> entries() {
        return entries;
    }

    /** The payload of the index area. */
    public byte[] indexPayload() {
        return index.payload(entries);
    }

    public PieceCid pieceCid() {
        return new PieceCid(tree.root());
    }

    /** The CID that also tells the length; the index's zeros are payload, so the piece is full. */
    public PieceCidV2 pieceCidV2() {
        return new PieceCidV2(tree.root(), index.dealSize().toUnpadded().bytes());
    }

    /** The commitment of the index area alone. */
    public PieceCid indexPieceCid() {
        PaddedPieceSize size = index.size();
        Commitment node = tree.node(size.height(), index.start() / size.bytes());
        return new PieceCid(node);
    }

    /** Proves that segment i and its entry in the index stand in this piece. */
    public InclusionProof proof(int i) {
        SegmentEntry entry = entries.get(i);
        return new InclusionProof(
                tree.proof(entry.size().height(), entry.offset() / entry.size().bytes()),
                tree.proof(ENTRY_LEVEL, entryPlace(index, i)));
    }
}
