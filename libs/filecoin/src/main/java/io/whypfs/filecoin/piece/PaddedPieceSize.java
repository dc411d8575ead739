package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;

/**
 * Size of a piece after Fr32 padding: a power of two from 128 bytes up. Deals, asks and collaterals count in it.
 *
 * @param bytes 128 times a power of two
 */
public record PaddedPieceSize(long bytes) implements Comparable<PaddedPieceSize> {

    public static final PaddedPieceSize SMALLEST = new PaddedPieceSize(128);

    public PaddedPieceSize {
        if (bytes < Fr32.PADDED_GROUP || Long.bitCount(bytes) != 1) {
            throw new FilecoinFormatException(
                    "A padded piece size is a power of two of at least 128 bytes, but got " + bytes + ".");
        }
    }

    /** The smallest size that holds a payload of this many bytes. */
    public static PaddedPieceSize naturalFor(long payloadBytes) {
        if (payloadBytes < 0 || payloadBytes > Long.MAX_VALUE / 4) {
            throw new FilecoinFormatException("No piece holds " + payloadBytes + " bytes.");
        }
        long groups = Math.max(1, Math.ceilDiv(payloadBytes, Fr32.UNPADDED_GROUP));
        long ceiling = Long.highestOneBit(groups);
        return new PaddedPieceSize(Fr32.PADDED_GROUP * (ceiling == groups ? groups : ceiling << 1));
    }

    /** The size of a tree of this height: 32 bytes times two to the height. */
    public static PaddedPieceSize ofHeight(int height) {
        if (height < 2 || height > ZeroCommitments.MAX_LEVEL) {
            throw new FilecoinFormatException("No piece has a tree of height " + height + ".");
        }
        return new PaddedPieceSize((long) Commitment.BYTES << height);
    }

    /** Levels above the leaves of 32 bytes: 2 for 128 bytes, 30 for 32 GiB. */
    public int height() {
        return Long.numberOfTrailingZeros(bytes) - 5;
    }

    public UnpaddedPieceSize toUnpadded() {
        return new UnpaddedPieceSize(bytes - bytes / Fr32.PADDED_GROUP);
    }

    /** Whether a payload of this many bytes fits. */
    public boolean holds(long payloadBytes) {
        return payloadBytes >= 0 && payloadBytes <= toUnpadded().bytes();
    }

    @Override
    public int compareTo(PaddedPieceSize other) {
        return Long.compare(bytes, other.bytes);
    }
}
