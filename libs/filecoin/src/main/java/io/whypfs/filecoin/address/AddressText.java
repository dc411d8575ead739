package io.whypfs.filecoin.address;

import io.whypfs.filecoin.address.AddressException.Reason;
import io.whypfs.multiformats.Multibase;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Varint;
import java.util.Arrays;

/**
 * Text of an address: network letter, protocol digit, then a decimal id, or base32 of payload and checksum.
 *
 * <p>Protocol 4 puts its namespace in decimal and the letter f between. The checksum is blake2b of 4 bytes over the
 * binary form. Exactly one text belongs to an address and a network; all others are refused. At most 115 characters.
 */
final class AddressText {

    private static final int MAX_CHARACTERS = 115;
    private static final int MAX_DIGITS = 19;
    private static final int CHECKSUM_BYTES = 4;
    private static final int BODY_AT = 2;

    private AddressText() {}

    static String print(Address address, Network network) {
        String head = network.letter() + Integer.toString(address.protocol().ordinal());
        byte[] payload = address.payload();
        return switch (address.protocol()) {
            case ID -> head + address.number();
            case SECP256K1, ACTOR, BLS -> head + base32(payload, 0, address);
            case DELEGATED -> head + address.number() + "f" + base32(payload, Varint.length(address.number()), address);
        };
    }

    static Address parse(String text) {
        if (text.length() <= BODY_AT || text.length() > MAX_CHARACTERS) {
            throw new AddressException(
                    Reason.INVALID_LENGTH,
                    "An address has 3 to " + MAX_CHARACTERS + " characters, but got " + text.length() + ".");
        }
        if (!Network.knows(text.charAt(0))) {
            throw new AddressException(Reason.UNKNOWN_NETWORK, "'" + text + "' does not begin with f or t.");
        }
        AddressProtocol protocol = AddressProtocol.of(text.charAt(1) - '0');
        String body = text.substring(BODY_AT);
        return switch (protocol) {
            case ID -> Address.id(decimal(body, text));
            case SECP256K1, ACTOR -> checked(protocol, new byte[0], body, Address.HASH_BYTES, text);
            case BLS -> checked(protocol, new byte[0], body, Address.BLS_BYTES, text);
            case DELEGATED -> delegated(body, text);
        };
    }

    private static Address delegated(String body, String text) {
        int end = body.indexOf('f');
        if (end < 0) {
            throw new AddressException(Reason.INVALID_PAYLOAD, "'" + text + "' has no f behind its namespace.");
        }
        byte[] namespace = Varint.encode(decimal(body.substring(0, end), text));
        return checked(AddressProtocol.DELEGATED, namespace, body.substring(end + 1), -1, text);
    }

    private static long decimal(String digits, String text) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            throw new AddressException(
                    Reason.INVALID_LENGTH, "'" + text + "' does not hold a number of 1 to " + MAX_DIGITS + " digits.");
        }
        boolean isCanonical =
                digits.chars().allMatch(c -> c >= '0' && c <= '9') && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!isCanonical) {
            throw new AddressException(Reason.INVALID_PAYLOAD, "'" + text + "' does not hold a plain decimal number.");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new AddressException(Reason.ID_OUT_OF_RANGE, "The number in '" + text + "' is above 2^63 - 1.", e);
        }
    }

    /** @param payloadBytes what the payload must have, or -1 when it may have any length */
    private static Address checked(
            AddressProtocol protocol, byte[] prefix, String body, int payloadBytes, String text) {
        byte[] decoded = base32Bytes(body, text);
        int length = decoded.length - CHECKSUM_BYTES;
        if (length < 0 || payloadBytes >= 0 && length != payloadBytes) {
            throw new AddressException(Reason.INVALID_LENGTH, "'" + text + "' has the wrong length for its protocol.");
        }
        byte[] payload = Arrays.copyOf(prefix, prefix.length + length);
        System.arraycopy(decoded, 0, payload, prefix.length, length);
        byte[] bytes = Address.join(protocol, payload);
        byte[] checksum = Address.blake2b(bytes, CHECKSUM_BYTES);
        if (!Arrays.equals(checksum, 0, CHECKSUM_BYTES, decoded, length, decoded.length)) {
            throw new AddressException(
                    Reason.INVALID_CHECKSUM, "The checksum of '" + text + "' is wrong: it was mistyped or cut.");
        }
        return Address.decode(bytes);
    }

    private static byte[] base32Bytes(String body, String text) {
        try {
            byte[] decoded = Multibase.BASE32.decodeBare(body);
            if (!Multibase.BASE32.encodeBare(decoded).equals(body)) {
                throw new AddressException(Reason.INVALID_BASE32, "'" + text + "' is not in its only base32 form.");
            }
            return decoded;
        } catch (MultiformatException e) {
            Reason reason = isAlphabet(body) ? Reason.INVALID_LENGTH : Reason.INVALID_BASE32;
            throw new AddressException(reason, "'" + text + "' is not base32: " + e.getMessage(), e);
        }
    }

    private static boolean isAlphabet(String body) {
        return body.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '2' && c <= '7');
    }

    private static String base32(byte[] payload, int from, Address address) {
        byte[] joined = Arrays.copyOfRange(payload, from, payload.length + CHECKSUM_BYTES);
        byte[] checksum = Address.blake2b(address.toBytes(), CHECKSUM_BYTES);
        System.arraycopy(checksum, 0, joined, payload.length - from, CHECKSUM_BYTES);
        return Multibase.BASE32.encodeBare(joined);
    }
}
