package io.whypfs.scheduler.buckets;

import io.whypfs.filecoin.piece.PaddedPieceSize;

/**
 * How much a piece takes, and what a bucket's piece will take.
 *
 * <p>A piece is one CARv1 (one root, each block once) of at most sector × 127/128 bytes. Its length is estimated from above:
 * the members' own CARs, which each count a header of their own and shared blocks again; for each member one directory
 * entry; and {@link #FIXED_BYTES} for the header and the directory's root. An entry is a DAG-PB link with the member's CID
 * as hash and its text as name (about 52 bytes and the text, two characters more in a HAMT), and, in a HAMT, its share of
 * inner nodes: at most one node of 32 bytes of bit field, 50 bytes of CAR framing and 54 bytes of link for each entry.
 *
 * @param sector size of the sector that a piece must fit
 */
public record PieceSpace(PaddedPieceSize sector) {

    /** Header, directory root and their framing, at most. */
    public static final long FIXED_BYTES = 4096;

    private static final long ENTRY_BYTES = 256;

    /** What a member's entry takes in the directory, at most. */
    public static long entryBytes(String cid) {
        return ENTRY_BYTES + 2L * cid.length();
    }

    /** Most bytes of members and their entries. */
    public long capacity() {
        return sector.toUnpadded().bytes() - FIXED_BYTES;
    }

    /** Whether a content fits beside what is there. */
    public boolean fits(Fill fill, Waiting content) {
        return fill.carBytes() + fill.entryBytes() + content.carBytes() + entryBytes(content.cid()) <= capacity();
    }

    /** Whether a content fits a bucket of its own. */
    public boolean fitsAlone(Waiting content) {
        return fits(Fill.EMPTY, content);
    }

    /** The piece that a bucket with this in it makes, at most. */
    public static PieceEstimate estimate(Fill fill) {
        return new PieceEstimate(fill.carBytes() + fill.entryBytes() + FIXED_BYTES);
    }

    /**
     * A piece of so many bytes of CAR, padded to its natural size.
     *
     * @param carBytes length of the CAR
     */
    public record PieceEstimate(long carBytes) {

        public PaddedPieceSize size() {
            return PaddedPieceSize.naturalFor(carBytes);
        }

        /** Bytes of padding; less than the CAR itself, because the natural size is the smallest that holds it. */
        public long wasteBytes() {
            return size().toUnpadded().bytes() - carBytes;
        }

        /** Share of the piece that is padding, in percent with one digit behind the point. */
        public double wastePercent() {
            return Math.round(1000.0 * wasteBytes() / size().toUnpadded().bytes()) / 10.0;
        }
    }
}
