package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import java.util.Arrays;

/** A signature: {@code type byte | data}; type 1 secp256k1 (65 bytes), 2 BLS (96), 3 delegated (65). */
public record Signature(int type, byte[] data) {

    public static final int SECP256K1 = 1;
    public static final int BLS = 2;
    private static final int DELEGATED = 3;
    private static final int LIMIT = 200;

    public static Signature decode(byte[] bytes) throws BadBytes {
        if (bytes.length < 2 || bytes.length > LIMIT) {
            throw new BadBytes("a signature of " + bytes.length + " bytes");
        }
        return of(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /** @throws BadBytes for an unknown type or a length that the type does not have */
    public static Signature of(int type, byte[] data) throws BadBytes {
        int length = switch (type) {
            case SECP256K1, DELEGATED -> 65;
            case BLS -> 96;
            default -> throw new BadBytes("signature type " + type);
        };
        if (data.length != length) {
            throw new BadBytes("a signature of type " + type + " has " + length + " bytes, not " + data.length);
        }
        return new Signature(type, data.clone());
    }

    public static Signature read(CborReader from) throws BadBytes {
        return decode(from.bytes(LIMIT));
    }

    public byte[] bytes() {
        byte[] bytes = new byte[data.length + 1];
        bytes[0] = (byte) type;
        System.arraycopy(data, 0, bytes, 1, data.length);
        return bytes;
    }
}
