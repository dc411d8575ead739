package io.whypfs.devnet.piece;

/** Sizes of pieces: a padded size is a power of two from 128 on. */
public final class PieceSize {

    private PieceSize() {}

    /** The smallest padded size that takes a payload. */
    public static long natural(long payload) {
        long groups = Math.max(1, (payload + Fr32.UNPADDED - 1) / Fr32.UNPADDED);
        long padded = groups * Fr32.PADDED;
        long power = Long.highestOneBit(padded);
        return power == padded ? power : power << 1;
    }

    public static boolean isPadded(long size) {
        return size >= Fr32.PADDED && Long.bitCount(size) == 1;
    }
}
