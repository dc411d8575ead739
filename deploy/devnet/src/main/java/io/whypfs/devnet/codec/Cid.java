package io.whypfs.devnet.codec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A CID version 1, by its bytes: {@code 01 | codec | hash function | digest length | digest}, all varints.
 *
 * <p>Text is base 32 with the prefix {@code b}. Version 0 and other bases are refused; nothing on a chain is written so.
 */
public record Cid(byte[] bytes) {

    public static final long DAG_CBOR = 0x71;
    public static final long RAW = 0x55;
    public static final long FIL_UNSEALED = 0xf101;
    public static final long SHA2_256 = 0x12;
    public static final long BLAKE2B_256 = 0xb220;
    public static final long TRUNC254_PADDED = 0x1012;
    private static final int DIGEST = 32;
    private static final byte[] COMMP_PREFIX = HexFormat.of().parseHex("0181e203922020");
    private static final byte[] CHAIN_PREFIX = HexFormat.of().parseHex("0171a0e40220");
    private static final byte[] SIGNED_PREFIX = HexFormat.of().parseHex("01711220");

    /** What the chain calls an object: BLAKE2b-256 over its CBOR. */
    public static Cid chain(byte[] cbor) {
        return of(CHAIN_PREFIX, Digests.blake2b(DIGEST, cbor));
    }

    /** What providers call a signed proposal: SHA2-256 over its CBOR. */
    public static Cid sha256(byte[] cbor) {
        return of(SIGNED_PREFIX, Digests.sha256(cbor));
    }

    /** PieceCID version 1. @param commitment 32 bytes */
    public static Cid piece(byte[] commitment) {
        return of(COMMP_PREFIX, commitment);
    }

    private static Cid of(byte[] prefix, byte[] digest) {
        byte[] bytes = Arrays.copyOf(prefix, prefix.length + digest.length);
        System.arraycopy(digest, 0, bytes, prefix.length, digest.length);
        return new Cid(bytes);
    }

    /** @throws BadBytes unless the bytes are one whole CID */
    public static Cid decode(byte[] bytes) throws BadBytes {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        long version = Varints.read(from);
        if (version != 1) {
            throw new BadBytes("CID version " + version + " instead of 1");
        }
        Varints.read(from);
        Varints.read(from);
        long length = Varints.read(from);
        if (length != from.remaining()) {
            throw new BadBytes("a CID's digest is " + from.remaining() + " bytes, not " + length);
        }
        return new Cid(bytes.clone());
    }

    /** @throws BadBytes unless the text is a base 32 CID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Cid parse(String text) throws BadBytes {
        if (!text.startsWith("b")) {
            throw new BadBytes("a CID starts with b: " + text);
        }
        return decode(Base32.decode(text.substring(1)));
    }

    public boolean isPiece() {
        return bytes.length == COMMP_PREFIX.length + DIGEST
                && Arrays.equals(COMMP_PREFIX, Arrays.copyOf(bytes, COMMP_PREFIX.length))
                && (bytes[bytes.length - 1] & 0xc0) == 0;
    }

    /** The last 32 bytes. */
    public byte[] digest() {
        return Arrays.copyOfRange(bytes, bytes.length - DIGEST, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cid that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @JsonValue
    @Override
    public String toString() {
        return "b" + Base32.encode(bytes);
    }
}
