package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Multihash;

/**
 * CID of a piece as deals and the chain know it: fil-commitment-unsealed, sha2-256-trunc254-padded, 32 bytes.
 *
 * <p>Tells neither the piece's size nor its payload's. Source: filecoin-project/go-fil-commcid.
 */
public record PieceCid(Commitment commitment) {

    /** Multihash code sha2-256-trunc254-padded. */
    static final long TRUNC254_PADDED = 0x1012;

    public static PieceCid parse(String text) {
        try {
            return of(Cid.parse(text));
        } catch (MultiformatException e) {
            throw new FilecoinFormatException("This is no piece's CID: " + e.getMessage(), e);
        }
    }

    /** @throws FilecoinFormatException when the CID is no piece's */
    public static PieceCid of(Cid cid) {
        if (cid.version() != 1
                || cid.codec() != Multicodec.FIL_COMMITMENT_UNSEALED
                || cid.multihash().code() != TRUNC254_PADDED) {
            throw new FilecoinFormatException("The CID " + cid + " is not that of a piece (baga6ea4sea...).");
        }
        return new PieceCid(Commitment.of(cid.multihash().digest()));
    }

    public Cid toCid() {
        return Cid.v1(Multicodec.FIL_COMMITMENT_UNSEALED, Multihash.of(TRUNC254_PADDED, commitment.toBytes()));
    }

    /** The CID of the same payload in a larger piece, filled up with zeros. */
    public PieceCid paddedUp(PaddedPieceSize from, PaddedPieceSize to) {
        if (to.compareTo(from) < 0) {
            throw new FilecoinFormatException(
                    "A piece of " + from.bytes() + " bytes cannot shrink to " + to.bytes() + " bytes.");
        }
        Commitment root = commitment;
        for (int level = from.height(); level < to.height(); level++) {
            root = root.parentWith(ZeroCommitments.level(level));
        }
        return new PieceCid(root);
    }

    @Override
    public String toString() {
        return toCid().toString();
    }
}
