package io.whypfs.filecoin.address;

import io.whypfs.filecoin.address.AddressException.Reason;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Varint;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalLong;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.jspecify.annotations.Nullable;

/**
 * Filecoin address: a protocol byte and a payload.
 *
 * <p>Payload by protocol: 0 a minimal unsigned varint below 2^63; 1 and 2 a blake2b-160 hash, 20 bytes; 3 a BLS public
 * key, 48 bytes; 4 a varint namespace and 0 to 54 bytes. Two addresses are equal when their bytes are; the chain may know
 * one actor by several. Immutable. Source: filecoin-project/go-address, FIP-0048 for protocol 4.
 */
public final class Address {

    public static final Address STORAGE_MARKET = id(5);
    public static final Address VERIFIED_REGISTRY = id(6);
    public static final Address DATACAP_TOKEN = id(7);

    /** Longest binary form. */
    public static final int MAX_BYTES = 64;

    /** Namespace of Ethereum's address manager. */
    public static final long ETHEREUM_NAMESPACE = 10;

    static final int HASH_BYTES = 20;
    static final int BLS_BYTES = 48;
    static final int MAX_SUB_ADDRESS_BYTES = 54;

    private static final int UNCOMPRESSED_KEY_BYTES = 65;
    private static final int ETHEREUM_BYTES = 20;
    private static final int MASKED_ID_AT = 12;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Address id(long id) {
        if (id < 0) {
            throw new AddressException(Reason.ID_OUT_OF_RANGE, "An actor's id is not negative, but got " + id + ".");
        }
        return new Address(join(AddressProtocol.ID, Varint.encode(id)));
    }

    /** The address of a public key in its uncompressed form: 04 and two coordinates, 65 bytes. */
    public static Address secp256k1(byte[] publicKey) {
        if (publicKey.length != UNCOMPRESSED_KEY_BYTES || publicKey[0] != 4) {
            throw new AddressException(
                    Reason.INVALID_PAYLOAD, "A secp256k1 address is made of an uncompressed public key of 65 bytes.");
        }
        return new Address(join(AddressProtocol.SECP256K1, blake2b(publicKey, HASH_BYTES)));
    }

    /** The address an actor with this data has. */
    public static Address actor(byte[] data) {
        return new Address(join(AddressProtocol.ACTOR, blake2b(data, HASH_BYTES)));
    }

    public static Address bls(byte[] publicKey) {
        return decode(join(AddressProtocol.BLS, publicKey));
    }

    public static Address delegated(long namespace, byte[] subAddress) {
        byte[] prefix = Varint.encode(namespace);
        byte[] payload = Arrays.copyOf(prefix, prefix.length + subAddress.length);
        System.arraycopy(subAddress, 0, payload, prefix.length, subAddress.length);
        return decode(join(AddressProtocol.DELEGATED, payload));
    }

    /** The address of an Ethereum account; a masked id ({@code ff}, eleven zero bytes, eight bytes) becomes that id. */
    public static Address ethereum(byte[] account) {
        if (account.length != ETHEREUM_BYTES) {
            throw new AddressException(
                    Reason.INVALID_LENGTH, "An Ethereum address has 20 bytes, but got " + account.length + ".");
        }
        byte[] mask = new byte[MASKED_ID_AT];
        mask[0] = (byte) 0xff;
        if (Arrays.equals(account, 0, MASKED_ID_AT, mask, 0, MASKED_ID_AT)) {
            BigInteger id = new BigInteger(1, account, MASKED_ID_AT, ETHEREUM_BYTES - MASKED_ID_AT);
            if (id.bitLength() > Long.SIZE - 1) {
                throw new AddressException(Reason.ID_OUT_OF_RANGE, "The masked id " + id + " is above 2^63 - 1.");
            }
            return id(id.longValue());
        }
        return delegated(ETHEREUM_NAMESPACE, account);
    }

    /** The text of any network. */
    public static Address parse(String text) {
        return AddressText.parse(text);
    }

    /** The binary form, filling the whole array; it is copied. */
    public static Address decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new AddressException(Reason.INVALID_LENGTH, "The empty address is not allowed here.");
        }
        AddressProtocol protocol = AddressProtocol.of(bytes[0]);
        int payload = bytes.length - 1;
        switch (protocol) {
            case ID -> requireId(bytes);
            case SECP256K1, ACTOR -> requireLength(protocol, payload, HASH_BYTES);
            case BLS -> requireLength(protocol, payload, BLS_BYTES);
            case DELEGATED -> requireDelegated(bytes);
        }
        return new Address(bytes.clone());
    }

    private static void requireId(byte[] bytes) {
        if (bytes.length == 1) {
            throw new AddressException(Reason.INVALID_LENGTH, "The id address has no id.");
        }
        if (bytes.length - 1 != Varint.length(varint(bytes))) {
            throw new AddressException(Reason.INVALID_LENGTH, "Bytes follow the id of the address.");
        }
    }

    private static void requireDelegated(byte[] bytes) {
        int rest = bytes.length - 1 - Varint.length(varint(bytes));
        if (rest > MAX_SUB_ADDRESS_BYTES) {
            throw new AddressException(
                    Reason.INVALID_LENGTH,
                    "The delegated address has " + rest + " bytes behind its namespace, above 54.");
        }
    }

    private static long varint(byte[] bytes) {
        try {
            return Varint.read(bytes, 1, bytes.length);
        } catch (MultiformatException e) {
            throw new AddressException(Reason.INVALID_PAYLOAD, "The address holds no number: " + e.getMessage(), e);
        }
    }

    private static void requireLength(AddressProtocol protocol, int actual, int wanted) {
        if (actual != wanted) {
            throw new AddressException(
                    Reason.INVALID_LENGTH,
                    "The payload of a " + protocol + " address has " + wanted + " bytes, but got " + actual + ".");
        }
    }

    public AddressProtocol protocol() {
        return AddressProtocol.of(bytes[0]);
    }

    /** The actor's id, when this is an id address. */
    public OptionalLong id() {
        return protocol() == AddressProtocol.ID ? OptionalLong.of(number()) : OptionalLong.empty();
    }

    /** The id or the namespace. */
    long number() {
        return Varint.read(bytes, 1, bytes.length);
    }

    /** Whether a key signs for this address, so that no look-up on the chain is needed. */
    public boolean isKey() {
        return protocol() == AddressProtocol.SECP256K1 || protocol() == AddressProtocol.BLS;
    }

    /** A copy of the binary form. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** A copy of the bytes behind the protocol byte. */
    public byte[] payload() {
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    public String toString(Network network) {
        return AddressText.print(this, network);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text for mainnet. */
    @Override
    public String toString() {
        return toString(Network.MAINNET);
    }

    static byte[] blake2b(byte[] data, int digestBytes) {
        Blake2bDigest digest = new Blake2bDigest(digestBytes * Byte.SIZE);
        digest.update(data, 0, data.length);
        byte[] result = new byte[digestBytes];
        digest.doFinal(result, 0);
        return result;
    }

    static byte[] join(AddressProtocol protocol, byte[] payload) {
        byte[] bytes = new byte[1 + payload.length];
        bytes[0] = (byte) protocol.ordinal();
        System.arraycopy(payload, 0, bytes, 1, payload.length);
        return bytes;
    }
}
