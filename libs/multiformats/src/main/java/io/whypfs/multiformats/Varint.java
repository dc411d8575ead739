package io.whypfs.multiformats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Unsigned varint of multiformats: 7 bits per byte, least significant group first, top bit set when more follows.
 *
 * <p>Strict: at most 9 bytes (63 bits) and always the shortest form. Protobuf varints are laxer and are not read here.
 * Source: multiformats/unsigned-varint.
 */
public final class Varint {

    /** Longest form, in bytes. */
    public static final int MAX_BYTES = 9;

    private Varint() {}

    /** Number of bytes the value takes, 1 to 9. */
    public static int length(long value) {
        if (value < 0) {
            throw new MultiformatException("A varint holds no negative number, but got " + value + ".");
        }
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    public static byte[] encode(long value) {
        byte[] bytes = new byte[length(value)];
        write(value, bytes, 0);
        return bytes;
    }

    /** Writes the value at the offset and returns the offset behind it. */
    public static int write(long value, byte[] target, int offset) {
        if (value < 0) {
            throw new MultiformatException("A varint holds no negative number, but got " + value + ".");
        }
        long rest = value;
        int at = offset;
        while (rest >= 0x80) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    public static void write(long value, OutputStream out) throws IOException {
        byte[] bytes = new byte[length(value)];
        write(value, bytes, 0);
        out.write(bytes);
    }

    /** Reads exactly one varint that fills the whole array. */
    public static long decode(byte[] bytes) {
        long value = read(bytes, 0, bytes.length);
        if (length(value) != bytes.length) {
            throw new MultiformatException(
                    "The varint ends after " + length(value) + " bytes but " + bytes.length + " bytes were given.");
        }
        return value;
    }

    /**
     * Reads the varint that starts at {@code offset} and ends before {@code limit}. Its length is
     * {@code length(result)}, as only the shortest form is accepted.
     */
    public static long read(byte[] bytes, int offset, int limit) {
        long value = 0;
        for (int i = 0; i < MAX_BYTES; i++) {
            if (offset + i >= limit) {
                throw new MultiformatException("The varint is cut off after " + i + " bytes.");
            }
            byte b = bytes[offset + i];
            value |= (long) (b & 0x7f) << (7 * i);
            if (b >= 0) {
                requireMinimal(b, i);
                return value;
            }
        }
        throw tooLong();
    }

    /**
     * Reads one varint from the stream, or -1 when the stream ends before its first byte.
     *
     * @throws EOFException when the stream ends inside the varint
     * @throws MultiformatException when the varint is too long or not the shortest form
     */
    public static long read(InputStream in) throws IOException {
        long value = 0;
        for (int i = 0; i < MAX_BYTES; i++) {
            int b = in.read();
            if (b < 0) {
                if (i == 0) {
                    return -1;
                }
                throw new EOFException("The stream ends inside a varint, after " + i + " bytes.");
            }
            value |= (long) (b & 0x7f) << (7 * i);
            if (b < 0x80) {
                requireMinimal((byte) b, i);
                return value;
            }
        }
        throw tooLong();
    }

    private static void requireMinimal(byte last, int index) {
        if (last == 0 && index > 0) {
            throw new MultiformatException("The varint is not in its shortest form: its last byte is zero.");
        }
    }

    private static MultiformatException tooLong() {
        return new MultiformatException("The varint is longer than " + MAX_BYTES + " bytes.");
    }
}
