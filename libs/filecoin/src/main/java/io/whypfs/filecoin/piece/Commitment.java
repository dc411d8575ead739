package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Node of a piece's tree: 32 bytes, of which the two highest bits of the last byte are clear. Immutable. */
public final class Commitment {

    public static final int BYTES = 32;

    /** Keeps 254 bits: the last byte's two highest are cleared. */
    static final int LAST_BYTE_MASK = 0x3f;

    private final byte[] bytes;

    private Commitment(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes are copied. */
    public static Commitment of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    public static Commitment of(byte[] bytes, int offset, int length) {
        if (length != BYTES) {
            throw new FilecoinFormatException("A commitment has 32 bytes, but got " + length + ".");
        }
        if ((bytes[offset + BYTES - 1] & ~LAST_BYTE_MASK) != 0) {
            throw new FilecoinFormatException("The two highest bits of a commitment must be clear.");
        }
        return new Commitment(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /** The parent of this node and its right neighbour. */
    public Commitment parentWith(Commitment right) {
        byte[] parent = new byte[BYTES];
        new NodeHash().parent(bytes, 0, right.bytes, 0, parent, 0);
        return new Commitment(parent);
    }

    /** A copy. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    public void write(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Commitment that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hex. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
