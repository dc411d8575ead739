package io.whypfs.ipld.protobuf;

/** Fills an array with protobuf fields. The caller computes the length first and so allocates once. */
public final class ProtobufWriter {

    private final byte[] bytes;
    private int at;

    public ProtobufWriter(int length) {
        this(new byte[length], 0);
    }

    /** Writes into a borrowed array, from the offset on. */
    public ProtobufWriter(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.at = offset;
    }

    /** Length of a varint, 1 to 10 bytes; the value is taken as unsigned. */
    public static int varintLength(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    /** Length of a length-prefixed field of this many bytes, with its one-byte tag. */
    public static int bytesFieldLength(int length) {
        return 1 + varintLength(length) + length;
    }

    /** Length of a varint field with its one-byte tag. */
    public static int varintFieldLength(long value) {
        return 1 + varintLength(value);
    }

    public ProtobufWriter varintField(int number, long value) {
        bytes[at++] = (byte) (number << 3 | ProtobufReader.VARINT);
        return varint(value);
    }

    public ProtobufWriter bytesField(int number, byte[] value) {
        startBytesField(number, value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
        return this;
    }

    /** Tag and length of a field whose bytes the caller puts behind them. */
    public ProtobufWriter startBytesField(int number, int length) {
        bytes[at++] = (byte) (number << 3 | ProtobufReader.BYTES);
        return varint(length);
    }

    public ProtobufWriter fixed32Field(int number, int value) {
        bytes[at++] = (byte) (number << 3 | ProtobufReader.FIXED32);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[at++] = (byte) (value >>> shift);
        }
        return this;
    }

    private ProtobufWriter varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return this;
    }

    /** Where the next byte goes. */
    public int position() {
        return at;
    }

    /** The array, borrowed. */
    public byte[] array() {
        return bytes;
    }
}
