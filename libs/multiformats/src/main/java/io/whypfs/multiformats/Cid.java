package io.whypfs.multiformats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Content identifier: what the bytes are (codec) and their multihash.
 *
 * <p>Version 0 is the bare multihash, exactly 34 bytes {@code 12 20 digest}, always dag-pb, written base58btc without
 * prefix. Version 1 is {@code 01, varint codec, multihash}, written in any multibase, base32 by default. Every
 * well-formed CID parses; {@link CidPolicy} says which may enter. Two CIDs are equal when all their bytes are; compare
 * {@link #multihash()} to compare content. Immutable. Source: multiformats/cid.
 */
public final class Cid {

    /** Longest text that is looked at; far above every CID the policy lets in. */
    private static final int MAX_TEXT = 4096;

    private static final int V0_BYTES = 34;
    private static final int V0_CHARACTERS = 46;

    private final byte[] bytes;
    private final long codec;
    private final Multihash multihash;
    private int hash;

    private Cid(byte[] bytes, long codec, Multihash multihash) {
        this.bytes = bytes;
        this.codec = codec;
        this.multihash = multihash;
    }

    /**
     * A version 0 CID.
     *
     * @throws MultiformatException when the multihash is not a whole sha2-256
     */
    public static Cid v0(Multihash multihash) {
        if (multihash.code() != Multicodec.SHA2_256 || multihash.byteLength() != V0_BYTES) {
            throw new MultiformatException("A version 0 CID needs a sha2-256 multihash of 32 bytes.");
        }
        return new Cid(multihash.borrowBytes(), Multicodec.DAG_PB, multihash);
    }

    public static Cid v1(long codec, Multihash multihash) {
        int start = 1 + Varint.length(codec);
        byte[] bytes = new byte[start + multihash.byteLength()];
        bytes[0] = 1;
        Varint.write(codec, bytes, 1);
        multihash.write(bytes, start);
        return new Cid(bytes, codec, multihash);
    }

    /** The text of either version, with nothing before or behind it. */
    public static Cid parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw new MultiformatException("A text of " + text.length() + " characters is too long for a CID.");
        }
        try {
            if (text.length() == V0_CHARACTERS && text.startsWith("Qm")) {
                return decode(Multibase.BASE58_BTC.decodeBare(text));
            }
            byte[] bytes = Multibase.decode(text);
            if (bytes.length > 0 && bytes[0] == 0x12) {
                throw new MultiformatException("a version 0 CID carries no multibase prefix");
            }
            return decode(bytes);
        } catch (MultiformatException e) {
            throw new MultiformatException("'" + shortened(text) + "' is not a CID: " + e.getMessage(), e);
        }
    }

    /** The binary form of either version, filling the whole array. */
    public static Cid decode(byte[] bytes) {
        Cid cid = read(bytes, 0, bytes.length);
        if (cid.bytes.length != bytes.length) {
            throw new MultiformatException((bytes.length - cid.bytes.length) + " bytes follow the CID.");
        }
        return cid;
    }

    /** Reads the CID that starts at {@code offset}; its end follows from its own lengths, see {@link #byteLength()}. */
    public static Cid read(byte[] bytes, int offset, int limit) {
        if (limit - offset >= 2 && bytes[offset] == 0x12 && bytes[offset + 1] == 0x20) {
            return v0(Multihash.read(bytes, offset, limit));
        }
        long version = Varint.read(bytes, offset, limit);
        if (version != 1) {
            throw new MultiformatException("CID version " + version + " is not supported.");
        }
        long codec = Varint.read(bytes, offset + 1, limit);
        Multihash multihash = Multihash.read(bytes, offset + 1 + Varint.length(codec), limit);
        int end = offset + 1 + Varint.length(codec) + multihash.byteLength();
        return new Cid(Arrays.copyOfRange(bytes, offset, end), codec, multihash);
    }

    public int version() {
        return bytes.length == multihash.byteLength() ? 0 : 1;
    }

    public long codec() {
        return codec;
    }

    public Multihash multihash() {
        return multihash;
    }

    /** A copy of the binary form. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    public int byteLength() {
        return bytes.length;
    }

    /** Writes the binary form at the offset and returns the offset behind it. */
    public int write(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
        return offset + bytes.length;
    }

    /** The same content and codec as version 1. */
    public Cid toV1() {
        return version() == 1 ? this : v1(codec, multihash);
    }

    /** Whether the bytes stand in the CID itself. */
    public boolean isIdentity() {
        return multihash.isIdentity();
    }

    /**
     * The text in a base.
     *
     * @throws MultiformatException for a version 0 CID in any base but base58btc
     */
    public String toString(Multibase base) {
        if (version() == 1) {
            return base.encode(bytes);
        }
        if (base != Multibase.BASE58_BTC) {
            throw new MultiformatException("A version 0 CID is only written in base58btc.");
        }
        return base.encodeBare(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Cid that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(bytes);
        }
        return hash;
    }

    /** Base58btc for version 0, base32 for version 1. */
    @Override
    public String toString() {
        return version() == 0 ? Multibase.BASE58_BTC.encodeBare(bytes) : Multibase.BASE32.encode(bytes);
    }

    private static String shortened(String text) {
        return text.length() <= 128 ? text : text.substring(0, 128) + "...";
    }
}
