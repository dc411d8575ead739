package io.whypfs.filecoin.signing;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Signature on the wire: one type byte, then the data. CBOR: byte string of at most 200 bytes. Immutable.
 *
 * <p>Data by type: 1 secp256k1 has r, s and a recovery id, 65 bytes; 2 BLS has a compressed point, 96 bytes; 3 delegated
 * has 65 bytes. Only the limit is checked here; a signature of a wrong length verifies nothing.
 */
public final class Signature {

    private static final int MAX_BYTES = 200;

    private final SignatureType type;
    private final byte[] data;

    /** @param data without the type byte; copied */
    public Signature(SignatureType type, byte[] data) {
        if (data.length >= MAX_BYTES) {
            throw new FilecoinFormatException("A signature of " + data.length + " bytes is too long.");
        }
        this.type = type;
        this.data = data.clone();
    }

    /** Reads the type byte and the data. */
    public static Signature decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new FilecoinFormatException("The signature is empty.");
        }
        return new Signature(SignatureType.ofCode(bytes[0]), Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    public SignatureType type() {
        return type;
    }

    /** A copy of the data without the type byte. */
    public byte[] data() {
        return data.clone();
    }

    /** The type byte and the data. */
    public byte[] toBytes() {
        byte[] bytes = new byte[1 + data.length];
        bytes[0] = (byte) type.code();
        System.arraycopy(data, 0, bytes, 1, data.length);
        return bytes;
    }

    public void write(CborWriter out) {
        out.bytes(toBytes());
    }

    public static Signature read(CborReader in) {
        return decode(in.byteString(MAX_BYTES));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signature that && type == that.type && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return type.lotusName() + " signature of " + data.length + " bytes";
    }
}
