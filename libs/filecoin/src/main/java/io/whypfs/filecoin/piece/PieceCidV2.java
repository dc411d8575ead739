package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Multihash;
import io.whypfs.multiformats.Varint;

/**
 * CID of a piece that also tells its payload's length: raw, fr32-sha256-trunc254-padbintree.
 *
 * <p>Digest: varint of the zero bytes behind the payload, one byte of tree height, 32 bytes of root. Only a piece of its
 * natural size has one. Source: FRC-0069.
 */
public record PieceCidV2(Commitment commitment, long payloadBytes) {

    /** Multihash code fr32-sha256-trunc254-padbintree. */
    static final long PADDED_BINARY_TREE = 0x1011;

    public PieceCidV2 {
        PaddedPieceSize.naturalFor(payloadBytes);
    }

    public static PieceCidV2 parse(String text) {
        try {
            return of(Cid.parse(text));
        } catch (MultiformatException e) {
            throw new FilecoinFormatException("This is no piece's CID: " + e.getMessage(), e);
        }
    }

    /** @throws FilecoinFormatException when the CID is none of this kind */
    public static PieceCidV2 of(Cid cid) {
        if (cid.version() != 1
                || cid.codec() != Multicodec.RAW
                || cid.multihash().code() != PADDED_BINARY_TREE) {
            throw new FilecoinFormatException("The CID " + cid + " is not that of a piece (bafkzcib...).");
        }
        byte[] digest = cid.multihash().digest();
        long padding = padding(digest);
        int heightAt = Varint.length(padding);
        if (digest.length != heightAt + 1 + Commitment.BYTES) {
            throw new FilecoinFormatException("The digest of the piece's CID has a wrong length.");
        }
        PaddedPieceSize size = PaddedPieceSize.ofHeight(digest[heightAt] & 0xff);
        long payload = size.toUnpadded().bytes() - padding;
        if (payload < 0 || !PaddedPieceSize.naturalFor(payload).equals(size)) {
            throw new FilecoinFormatException("The piece's CID tells more padding than its tree may have.");
        }
        return new PieceCidV2(Commitment.of(digest, heightAt + 1, Commitment.BYTES), payload);
    }

    private static long padding(byte[] digest) {
        try {
            return Varint.read(digest, 0, digest.length);
        } catch (MultiformatException e) {
            throw new FilecoinFormatException("The piece's CID tells no padding: " + e.getMessage(), e);
        }
    }

    public PaddedPieceSize size() {
        return PaddedPieceSize.naturalFor(payloadBytes);
    }

    /** Zero bytes behind the payload. */
    public long padding() {
        return size().toUnpadded().bytes() - payloadBytes;
    }

    public PieceCid toV1() {
        return new PieceCid(commitment);
    }

    public Cid toCid() {
        int heightAt = Varint.length(padding());
        byte[] digest = new byte[heightAt + 1 + Commitment.BYTES];
        Varint.write(padding(), digest, 0);
        digest[heightAt] = (byte) size().height();
        commitment.write(digest, heightAt + 1);
        return Cid.v1(Multicodec.RAW, Multihash.of(PADDED_BINARY_TREE, digest));
    }

    @Override
    public String toString() {
        return toCid().toString();
    }
}
