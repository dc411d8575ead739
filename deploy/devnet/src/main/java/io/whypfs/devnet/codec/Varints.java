package io.whypfs.devnet.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Unsigned LEB128 of at most 63 bits, shortest form only (multiformats unsigned-varint). */
public final class Varints {

    private static final int MORE = 0x80;
    private static final int PAYLOAD = 0x7f;
    private static final int BITS = 7;
    private static final int MAX_BYTES = 9;

    private Varints() {}

    public static byte[] encode(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("not below zero: " + value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while (rest > PAYLOAD) {
            out.write((int) (rest & PAYLOAD) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    /** Reads one from the buffer's position on. @throws BadBytes when cut, too long or not shortest */
    public static long read(ByteBuffer from) throws BadBytes {
        long value = 0;
        for (int i = 0; i < MAX_BYTES; i++) {
            if (!from.hasRemaining()) {
                throw new BadBytes("a varint is cut off");
            }
            int b = from.get() & 0xff;
            value |= (long) (b & PAYLOAD) << i * BITS;
            if ((b & MORE) == 0) {
                if (b == 0 && i > 0) {
                    throw new BadBytes("a varint is longer than it needs to be");
                }
                return value;
            }
        }
        throw new BadBytes("a varint is longer than 63 bits");
    }
}
