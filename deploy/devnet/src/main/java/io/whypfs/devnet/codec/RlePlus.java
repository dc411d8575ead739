package io.whypfs.devnet.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * RLE+ bitfields (go-bitfield, "rle+"): bits packed from the least significant up.
 *
 * <p>{@code 00 | value of the first run | runs}; a run is {@code 1} for length 1, {@code 01} and 4 bits for 2 to 15,
 * {@code 00} and a varint for longer ones. The empty set is the empty byte string.
 */
public final class RlePlus {

    private static final int HEADER_BITS = 3;
    private static final int SHORT = 16;
    private static final int SHORT_BITS = 4;

    private RlePlus() {}

    public static byte[] encode(BitSet set) {
        if (set.isEmpty()) {
            return new byte[0];
        }
        BitSet bits = new BitSet();
        bits.set(HEADER_BITS - 1, set.get(0));
        int at = HEADER_BITS;
        boolean value = set.get(0);
        for (int from = 0; from < set.length(); value = !value) {
            int to = value ? set.nextClearBit(from) : set.nextSetBit(from);
            at = run(bits, at, to - from);
            from = to;
        }
        return bits.toByteArray();
    }

    private static int run(BitSet bits, int at, int length) {
        if (length == 1) {
            bits.set(at);
            return at + 1;
        }
        if (length < SHORT) {
            bits.set(at + 1);
            return put(bits, at + 2, length, SHORT_BITS);
        }
        int end = at + 2;
        for (byte b : Varints.encode(length)) {
            end = put(bits, end, b & 0xff, Byte.SIZE);
        }
        return end;
    }

    private static int put(BitSet bits, int at, int value, int width) {
        for (int i = 0; i < width; i++) {
            bits.set(at + i, (value >> i & 1) == 1);
        }
        return at + width;
    }

    /** Used to hold {@link #encode} against the vectors from the other side. */
    public static BitSet decode(byte[] packed) throws BadBytes {
        BitSet set = new BitSet();
        if (packed.length == 0) {
            return set;
        }
        if (packed[packed.length - 1] == 0) {
            throw new BadBytes("an RLE+ bitfield ends with a zero byte");
        }
        BitSet bits = BitSet.valueOf(packed);
        if (bits.get(0) || bits.get(1)) {
            throw new BadBytes("RLE+ version other than 0");
        }
        boolean value = bits.get(HEADER_BITS - 1);
        int position = 0;
        for (int at = HEADER_BITS; at < bits.length(); value = !value) {
            int length;
            if (bits.get(at)) {
                length = 1;
                at++;
            } else if (bits.get(at + 1)) {
                length = take(bits, at + 2, SHORT_BITS);
                at += 2 + SHORT_BITS;
            } else {
                ByteArrayOutputStream varint = new ByteArrayOutputStream();
                at += 2;
                int b;
                do {
                    b = take(bits, at, Byte.SIZE);
                    varint.write(b);
                    at += Byte.SIZE;
                } while ((b & 0x80) != 0);
                length = (int) Varints.read(ByteBuffer.wrap(varint.toByteArray()));
            }
            set.set(position, position + length, value);
            position += length;
        }
        return set;
    }

    private static int take(BitSet bits, int at, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bits.get(at + i) ? 1 : 0) << i;
        }
        return value;
    }
}
