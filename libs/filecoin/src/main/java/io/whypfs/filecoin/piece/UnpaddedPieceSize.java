package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;

/**
 * Room for payload in a piece: 127/128 of its {@link PaddedPieceSize}.
 *
 * @param bytes 127 times a power of two
 */
public record UnpaddedPieceSize(long bytes) implements Comparable<UnpaddedPieceSize> {

    public UnpaddedPieceSize {
        if (bytes <= 0 || bytes % Fr32.UNPADDED_GROUP != 0 || Long.bitCount(bytes / Fr32.UNPADDED_GROUP) != 1) {
            throw new FilecoinFormatException(
                    "An unpadded piece size is 127 bytes times a power of two, but got " + bytes + ".");
        }
    }

    public PaddedPieceSize toPadded() {
        return new PaddedPieceSize(bytes / Fr32.UNPADDED_GROUP * Fr32.PADDED_GROUP);
    }

    @Override
    public int compareTo(UnpaddedPieceSize other) {
        return Long.compare(bytes, other.bytes);
    }
}
