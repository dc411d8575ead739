package io.whypfs.filecoin.market;

import io.whypfs.filecoin.FilecoinFormatException;
import java.util.BitSet;

/**
 * Reads a set of positions in RLE+.
 *
 * <p>Bits from the least significant up: two version bits 00, the value of the first run, then runs of alternating value:
 * {@code 1} is a run of one; {@code 01} and 4 bits a run of 2 to 15; {@code 00} and a varint, low bits first, a longer one.
 * A last run of zeros is not written, trailing zero bytes are not allowed, and the empty set is no byte. Source:
 * filecoin-project/go-bitfield.
 */
final class RlePlus {

    private static final int VERSION_BITS = 2;
    private static final int SHORT_RUN_BITS = 4;
    private static final int MAX_VARINT_BYTES = 9;

    private final byte[] bytes;
    private final int limit;
    private int at;

    private RlePlus(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /**
     * Reads the positions.
     *
     * @throws FilecoinFormatException when the form is broken, or a position is not below the limit
     */
    static BitSet decode(byte[] bytes, int limit) {
        if (bytes.length == 0) {
            return new BitSet();
        }
        if (bytes[bytes.length - 1] == 0) {
            throw new FilecoinFormatException("The bit field ends in a zero byte.");
        }
        return new RlePlus(bytes, limit).runs();
    }

    private BitSet runs() {
        if (bits(VERSION_BITS) != 0) {
            throw new FilecoinFormatException("The bit field has an unknown version.");
        }
        BitSet set = new BitSet();
        boolean value = bits(1) == 1;
        long position = 0;
        while (hasOnes()) {
            long length = run();
            if (length == 0 || length > limit - position) {
                throw new FilecoinFormatException("The bit field has a run of " + length + " at " + position
                        + ", above the limit of " + limit + ".");
            }
            if (value) {
                set.set((int) position, (int) (position + length));
            }
            position += length;
            value = !value;
        }
        return set;
    }

    /** Zero bits behind the last run fill the byte. */
    private boolean hasOnes() {
        int end = bytes.length * Byte.SIZE;
        for (int bit = at; bit < end; bit++) {
            if (bit(bit) == 1) {
                return true;
            }
        }
        return false;
    }

    private long run() {
        if (bits(1) == 1) {
            return 1;
        }
        if (bits(1) == 1) {
            return bits(SHORT_RUN_BITS);
        }
        long length = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            int part = bits(Byte.SIZE);
            length |= (long) (part & 0x7f) << 7 * i;
            if (part < 0x80) {
                return length;
            }
        }
        throw new FilecoinFormatException("The bit field has a run whose length never ends.");
    }

    /** Behind the end stand the zeros that the writer left out. */
    private int bit(int position) {
        int index = position / Byte.SIZE;
        return index < bytes.length ? bytes[index] >> position % Byte.SIZE & 1 : 0;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            value |= bit(at) << i;
        }
        return value;
    }
}
