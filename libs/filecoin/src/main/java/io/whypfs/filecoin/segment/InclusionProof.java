package io.whypfs.filecoin.segment;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.MerkleProof;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;

/**
 * Shows that a piece is a segment of another and stands in its index. CBOR: list of both proofs. Source: FRC-0058.
 *
 * @param subtree from the segment's commitment to the root
 * @param entry from the node above the index entry to the same root
 */
public record InclusionProof(MerkleProof subtree, MerkleProof entry) {

    /** What a proof shows: the piece that holds the segment. */
    public record Included(PieceCid pieceCid, PaddedPieceSize size) {}

    /**
     * Checks the proof for a piece and tells which piece holds it; the caller compares that with the deal.
     *
     * @throws FilecoinFormatException when the proof does not hold
     */
    public Included verify(PieceCid segment, PaddedPieceSize segmentSize) {
        int height = segmentSize.height() + subtree.path().size();
        PaddedPieceSize dealSize = PaddedPieceSize.ofHeight(height);
        SegmentIndex index = new SegmentIndex(dealSize);
        if (entry.path().size() + 1 != height) {
            throw new FilecoinFormatException("The two paths of the proof belong to trees of different height.");
        }
        if (entry.index() < index.start() / SegmentEntry.BYTES) {
            throw new FilecoinFormatException("The proof's index entry lies outside the index.");
        }
        SegmentEntry rebuilt =
                new SegmentEntry(segment.commitment(), subtree.index() * segmentSize.bytes(), segmentSize);
        Commitment root = subtree.root(segment.commitment());
        if (!root.equals(entry.root(rebuilt.node()))) {
            throw new FilecoinFormatException("The two paths of the proof lead to different roots.");
        }
        return new Included(new PieceCid(root), dealSize);
    }

    public byte[] encode() {
        CborWriter out = new CborWriter();
        write(out);
        return out.toBytes();
    }

    public static InclusionProof decode(byte[] cbor) {
        return CborReader.whole(cbor, InclusionProof::read);
    }

    void write(CborWriter out) {
        out.list(2);
        subtree.write(out);
        entry.write(out);
    }

    static InclusionProof read(CborReader in) {
        in.list(2);
        return new InclusionProof(MerkleProof.read(in), MerkleProof.read(in));
    }
}
