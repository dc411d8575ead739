package io.whypfs.ipld.unixfs;

import java.util.Locale;

/** Arithmetic of a HAMT's fanout. */
final class Fanout {

    private static final int MIN = 8;
    private static final int MAX = 1024;

    private Fanout() {}

    /** Powers of two from 8 to 1024; anything else would let a stranger choose the memory we take. */
    static boolean isLegal(long fanout) {
        return fanout >= MIN && fanout <= MAX && Long.bitCount(fanout) == 1;
    }

    /** Hash bits one level consumes. */
    static int bits(int fanout) {
        return Integer.numberOfTrailingZeros(fanout);
    }

    /** Hex digits of a bucket label. */
    static int labelWidth(int fanout) {
        return Integer.toHexString(fanout - 1).length();
    }

    /** Levels a 64-bit hash can serve. */
    static int maxDepth(int fanout) {
        return Long.SIZE / bits(fanout);
    }

    /** The bucket at a level, level 0 taking the most significant bits. */
    static int bucket(long hash, int level, int fanout) {
        int bits = bits(fanout);
        return (int) (hash >>> (Long.SIZE - bits * (level + 1))) & (fanout - 1);
    }

    static String label(int bucket, int fanout) {
        String hex = Integer.toHexString(bucket).toUpperCase(Locale.ROOT);
        return "0".repeat(labelWidth(fanout) - hex.length()) + hex;
    }
}
