package io.whypfs.devnet.piece;

/** Fr32: 127 bytes, read as 1016 bits with the least significant first, in four words of 254 bits. */
public final class Fr32 {

    public static final int UNPADDED = 127;
    public static final int PADDED = 128;
    private static final int WORD = 32;
    private static final int LOW_SIX = 0x3f;

    private Fr32() {}

    /** @param from 127 bytes from {@code at} on. @param into 128 bytes */
    public static void expand(byte[] from, int at, byte[] into) {
        for (int word = 0; word < 4; word++) {
            // Word n starts at bit 254 n: two bits before byte 32 n for each word so far.
            int shift = 2 * word;
            int first = at + WORD * word - (word == 0 ? 0 : 1);
            for (int i = 0; i < WORD; i++) {
                into[WORD * word + i] = (byte) (word == 0 ? from[first + i] : joined(from, first + i, shift, at));
            }
            into[WORD * word + WORD - 1] &= LOW_SIX;
        }
    }

    private static int joined(byte[] from, int index, int shift, int at) {
        int low = (from[index] & 0xff) >>> Byte.SIZE - shift;
        int high = index + 1 < at + UNPADDED ? (from[index + 1] & 0xff) << shift : 0;
        return low | high;
    }
}
