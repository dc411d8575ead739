package io.whypfs.ipld.protobuf;

import io.whypfs.ipld.CodecException;
import java.util.Arrays;

/**
 * Walks the fields of one protobuf message. The array is borrowed.
 *
 * <p>Varints may have up to 10 bytes and need not be minimal, as protobuf parsers accept. Lengths are compared with the
 * bytes at hand before anything is allocated. Not safe for use by several threads.
 */
public final class ProtobufReader {

    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int BYTES = 2;
    public static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;

    public ProtobufReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtobufReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    public boolean hasMore() {
        return at < end;
    }

    /** The next field's {@code number << 3 | wire type}. */
    public int tag() throws CodecException {
        long tag = varint();
        if (tag >>> 3 == 0 || tag >>> 3 > 0x1fffffff) {
            throw new CodecException("A protobuf field number is out of range.");
        }
        return (int) tag;
    }

    public long varint() throws CodecException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                throw new CodecException("The message ends inside a varint.");
            }
            byte b = bytes[at++];
            if (shift == 63 && (b & 0x7e) != 0) {
                break;
            }
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new CodecException("A protobuf varint is longer than 64 bits.");
    }

    /** A copy of a length-prefixed field. */
    public byte[] bytes() throws CodecException {
        int length = length();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A reader over a length-prefixed field, which this reader steps over. */
    public ProtobufReader message() throws CodecException {
        int length = length();
        at += length;
        return new ProtobufReader(bytes, at - length, at);
    }

    public int fixed32() throws CodecException {
        require(4);
        at += 4;
        return bytes[at - 4] & 0xff
                | (bytes[at - 3] & 0xff) << 8
                | (bytes[at - 2] & 0xff) << 16
                | (bytes[at - 1] & 0xff) << 24;
    }

    /** Steps over a field of this wire type. */
    public void skip(int wireType) throws CodecException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> {
                require(8);
                at += 8;
            }
            case BYTES -> {
                int length = length();
                at += length;
            }
            case FIXED32 -> {
                require(4);
                at += 4;
            }
            default -> throw new CodecException("Protobuf wire type " + wireType + " is not supported.");
        }
    }

    private int length() throws CodecException {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new CodecException("A protobuf field claims " + Long.toUnsignedString(length) + " bytes but only "
                    + (end - at) + " follow.");
        }
        return (int) length;
    }

    private void require(int count) throws CodecException {
        if (end - at < count) {
            throw new CodecException("The message ends inside a field.");
        }
    }
}
