package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Fr32 padding: spreads 254 bits over each 32 bytes, so that every leaf is an element of the proofs' field.
 *
 * <p>A group of 127 bytes is one little-endian number of 1016 bits; its four parts of 254 bits, lowest first, become 32
 * bytes each. Source: filecoin-project/go-fil-commp-hashhash.
 */
public final class Fr32 {

    public static final int UNPADDED_GROUP = 127;
    public static final int PADDED_GROUP = 128;

    private static final int PARTS = 4;
    private static final int WORDS_PER_PART = 4;
    private static final long LAST_WORD_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Fr32() {}

    /** Pads whole groups. */
    public static byte[] pad(byte[] unpadded) {
        byte[] padded = new byte[groups(unpadded.length, UNPADDED_GROUP) * PADDED_GROUP];
        pad(unpadded, 0, unpadded.length / UNPADDED_GROUP, padded, 0);
        return padded;
    }

    static void pad(byte[] unpadded, int from, int groups, byte[] padded, int to) {
        long[] words = new long[PARTS * WORDS_PER_PART];
        for (int group = 0; group < groups; group++) {
            spread(unpadded, from + group * UNPADDED_GROUP, words);
            for (int i = 0; i < words.length; i++) {
                LITTLE_ENDIAN.set(padded, to + group * PADDED_GROUP + i * Long.BYTES, words[i]);
            }
        }
    }

    /** Takes the padding of whole groups away; the bits that padding leaves clear must be clear. */
    public static byte[] unpad(byte[] padded) {
        byte[] unpadded = new byte[groups(padded.length, PADDED_GROUP) * UNPADDED_GROUP];
        for (int group = 0; group < padded.length / PADDED_GROUP; group++) {
            unpadGroup(padded, group * PADDED_GROUP, unpadded, group * UNPADDED_GROUP);
        }
        return unpadded;
    }

    private static void unpadGroup(byte[] padded, int from, byte[] unpadded, int to) {
        for (int part = 0; part < PARTS; part++) {
            int start = from + part * Commitment.BYTES;
            if ((padded[start + Commitment.BYTES - 1] & ~Commitment.LAST_BYTE_MASK) != 0) {
                throw new FilecoinFormatException("The bytes are not Fr32: the highest bits of a leaf are set.");
            }
            // Part p begins 2p bits before a byte border: its first bits complete the byte of the part before it.
            int shift = 2 * part;
            int at = to + part * Commitment.BYTES;
            for (int i = 0; i < Commitment.BYTES; i++) {
                int bits = padded[start + i] & 0xff;
                if (part > 0) {
                    unpadded[at + i - 1] |= (byte) (bits << (Byte.SIZE - shift));
                }
                if (at + i < to + UNPADDED_GROUP) {
                    unpadded[at + i] = (byte) (bits >>> shift);
                }
            }
        }
    }

    private static int groups(int bytes, int group) {
        if (bytes % group != 0) {
            throw new FilecoinFormatException(bytes + " bytes are not whole groups of " + group + ".");
        }
        return bytes / group;
    }

    /** Reads one group of 127 bytes and writes its 16 padded words. */
    static void spread(byte[] unpadded, int from, long[] words) {
        long carry = 0;
        for (int part = 0; part < PARTS; part++) {
            int shift = 2 * part;
            for (int i = part * WORDS_PER_PART; i < part * WORDS_PER_PART + WORDS_PER_PART - 1; i++) {
                long word = (long) LITTLE_ENDIAN.get(unpadded, from + i * Long.BYTES);
                words[i] = carry | word << shift;
                carry = part == 0 ? 0 : word >>> (Long.SIZE - shift);
            }
            int last = part * WORDS_PER_PART + WORDS_PER_PART - 1;
            // The sixteenth word has only seven bytes; reading one earlier stays inside the group.
            long word = part < PARTS - 1
                    ? (long) LITTLE_ENDIAN.get(unpadded, from + last * Long.BYTES)
                    : (long) LITTLE_ENDIAN.get(unpadded, from + UNPADDED_GROUP - Long.BYTES) >>> Byte.SIZE;
            words[last] = (carry | word << shift) & LAST_WORD_MASK;
            carry = word >>> (Long.SIZE - shift - 2);
        }
    }
}
