package io.whypfs.devnet.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.Base32;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.Digests;
import io.whypfs.devnet.codec.Varints;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An address: protocol byte and payload (go-address).
 *
 * <p>0: varint of an id; 1: blake2b-160 of a public key; 2: of an actor; 3: BLS key, 48 bytes; 4: varint of a name space
 * and up to 54 bytes. Texts are written with {@code t} for this network and read with {@code t} or {@code f}.
 */
public record Address(byte[] bytes) {

    public static final int ID = 0;
    public static final int SECP256K1 = 1;
    public static final int ACTOR = 2;
    public static final int BLS = 3;
    public static final int DELEGATED = 4;
    private static final int HASH = 20;
    private static final int BLS_KEY = 48;
    private static final int MAX_SUB = 54;
    private static final int CHECKSUM = 4;
    private static final int MAX_TEXT = 115;
    private static final int MAX_ID_DIGITS = 19;
    private static final int MAX_BYTES = 64;

    public static Address ofId(long id) {
        byte[] varint = Varints.encode(id);
        byte[] bytes = new byte[varint.length + 1];
        System.arraycopy(varint, 0, bytes, 1, varint.length);
        return new Address(bytes);
    }

    /** @param publicKey 65 bytes, uncompressed */
    public static Address ofKey(byte[] publicKey) {
        return prefixed(SECP256K1, Digests.blake2b(HASH, publicKey));
    }

    private static Address prefixed(int protocol, byte[] payload) {
        byte[] bytes = new byte[payload.length + 1];
        bytes[0] = (byte) protocol;
        System.arraycopy(payload, 0, bytes, 1, payload.length);
        return new Address(bytes);
    }

    /** @throws BadBytes unless the bytes are one address */
    public static Address decode(byte[] bytes) throws BadBytes {
        if (bytes.length < 2) {
            throw new BadBytes("an address of " + bytes.length + " bytes");
        }
        int payload = bytes.length - 1;
        ByteBuffer rest = ByteBuffer.wrap(bytes, 1, payload);
        boolean fits = switch (bytes[0]) {
            case ID -> {
                Varints.read(rest);
                yield !rest.hasRemaining();
            }
            case SECP256K1, ACTOR -> payload == HASH;
            case BLS -> payload == BLS_KEY;
            case DELEGATED -> {
                Varints.read(rest);
                yield rest.remaining() <= MAX_SUB;
            }
            default -> throw new BadBytes("address protocol " + bytes[0]);
        };
        if (!fits) {
            throw new BadBytes("an address of protocol " + bytes[0] + " does not have " + payload + " bytes");
        }
        return new Address(bytes.clone());
    }

    public static Address read(CborReader from) throws BadBytes {
        return decode(from.bytes(MAX_BYTES));
    }

    /** @throws BadBytes unless the text is one address of a main or test network */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Address parse(String text) throws BadBytes {
        if (text.length() < 3 || text.length() > MAX_TEXT) {
            throw new BadBytes("an address of " + text.length() + " characters");
        }
        if (text.charAt(0) != 't' && text.charAt(0) != 'f') {
            throw new BadBytes("an address starts with t or f: " + text);
        }
        int protocol = text.charAt(1) - '0';
        String rest = text.substring(2);
        return switch (protocol) {
            case ID -> ofId(number(rest, text));
            case SECP256K1, ACTOR, BLS -> checked(new byte[] {(byte) protocol}, rest, text);
            case DELEGATED -> delegated(rest, text);
            default -> throw new BadBytes("unknown address protocol: " + text);
        };
    }

    private static long number(String digits, String text) throws BadBytes {
        boolean plain = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!plain || digits.length() > MAX_ID_DIGITS || digits.length() > 1 && digits.startsWith("0")) {
            throw new BadBytes("no id: " + text);
        }
        BigInteger id = new BigInteger(digits);
        if (id.bitLength() > Long.SIZE - 1) {
            throw new BadBytes("id out of range: " + text);
        }
        return id.longValue();
    }

    private static Address delegated(String rest, String text) throws BadBytes {
        int end = rest.indexOf('f');
        if (end < 0) {
            throw new BadBytes("a delegated address has an f behind its name space: " + text);
        }
        byte[] space = Varints.encode(number(rest.substring(0, end), text));
        return checked(prefixed(DELEGATED, space).bytes(), rest.substring(end + 1), text);
    }

    private static Address checked(byte[] head, String base32, String text) throws BadBytes {
        byte[] tail = Base32.decode(base32);
        if (tail.length < CHECKSUM) {
            throw new BadBytes("an address without checksum: " + text);
        }
        byte[] bytes = Arrays.copyOf(head, head.length + tail.length - CHECKSUM);
        System.arraycopy(tail, 0, bytes, head.length, tail.length - CHECKSUM);
        byte[] checksum = Arrays.copyOfRange(tail, tail.length - CHECKSUM, tail.length);
        Address address = decode(bytes);
        if (!Arrays.equals(Digests.blake2b(CHECKSUM, bytes), checksum)) {
            throw new BadBytes("wrong checksum: " + text);
        }
        return address;
    }

    public int protocol() {
        return bytes[0];
    }

    /** The id of an id address. */
    public long id() {
        try {
            return Varints.read(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
        } catch (BadBytes e) {
            throw new IllegalStateException("checked when it was made", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** With this network's prefix. */
    @JsonValue
    @Override
    public String toString() {
        if (protocol() == ID) {
            return "t0" + id();
        }
        int head = 1;
        String space = "";
        if (protocol() == DELEGATED) {
            long number = id();
            head += Varints.encode(number).length;
            space = number + "f";
        }
        byte[] payload = Arrays.copyOfRange(bytes, head, bytes.length + CHECKSUM);
        System.arraycopy(Digests.blake2b(CHECKSUM, bytes), 0, payload, bytes.length - head, CHECKSUM);
        return "t" + protocol() + space + Base32.encode(payload);
    }
}
