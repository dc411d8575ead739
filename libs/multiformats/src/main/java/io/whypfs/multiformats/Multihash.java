package io.whypfs.multiformats;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hash function's code and a digest it made: {@code varint code, varint length, digest}.
 *
 * <p>The length always equals the digest bytes that follow. Any code is held; {@link #verifies} computes those of the
 * project's accept list. A digest shorter than the function's is a truncation and is compared as a prefix. Immutable.
 * Source: multiformats/multihash.
 */
public final class Multihash {

    private final byte[] bytes;
    private final long code;
    private final int digestOffset;
    private int hash;

    private Multihash(byte[] bytes, long code, int digestOffset) {
        this.bytes = bytes;
        this.code = code;
        this.digestOffset = digestOffset;
    }

    /** A multihash of a digest that was made elsewhere. The digest is copied. */
    public static Multihash of(long code, byte[] digest) {
        int offset = Varint.length(code) + Varint.length(digest.length);
        byte[] bytes = new byte[offset + digest.length];
        Varint.write(digest.length, bytes, Varint.write(code, bytes, 0));
        System.arraycopy(digest, 0, bytes, offset, digest.length);
        return new Multihash(bytes, code, offset);
    }

    /** Hashes the data with the function of this code. */
    public static Multihash hash(long code, byte[] data) {
        return of(code, function(code).digest(data, 0, data.length));
    }

    public static Multihash sha256(byte[] data) {
        return sha256(data, 0, data.length);
    }

    public static Multihash sha256(byte[] data, int offset, int length) {
        return of(Multicodec.SHA2_256, function(Multicodec.SHA2_256).digest(data, offset, length));
    }

    /** The bytes themselves in the digest's place. */
    public static Multihash identity(byte[] data) {
        return of(Multicodec.IDENTITY, data);
    }

    /** Reads a multihash that fills the whole array. */
    public static Multihash decode(byte[] bytes) {
        Multihash read = read(bytes, 0, bytes.length);
        if (read.bytes.length != bytes.length) {
            throw new MultiformatException(
                    (bytes.length - read.bytes.length) + " bytes follow the multihash's digest.");
        }
        return read;
    }

    /** Reads the multihash that starts at {@code offset}; bytes behind its digest are left alone. */
    public static Multihash read(byte[] bytes, int offset, int limit) {
        long code = Varint.read(bytes, offset, limit);
        int lengthAt = offset + Varint.length(code);
        long length = Varint.read(bytes, lengthAt, limit);
        int digestAt = lengthAt + Varint.length(length);
        if (length > limit - digestAt) {
            throw new MultiformatException("The multihash's digest should be " + length + " bytes long but only "
                    + (limit - digestAt) + " bytes follow.");
        }
        return new Multihash(Arrays.copyOfRange(bytes, offset, digestAt + (int) length), code, digestAt - offset);
    }

    public long code() {
        return code;
    }

    /** A copy of the digest. */
    public byte[] digest() {
        return Arrays.copyOfRange(bytes, digestOffset, bytes.length);
    }

    public int digestLength() {
        return bytes.length - digestOffset;
    }

    /** A copy of the whole multihash. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    public int byteLength() {
        return bytes.length;
    }

    /** Writes the whole multihash at the offset and returns the offset behind it. */
    public int write(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
        return offset + bytes.length;
    }

    public boolean isIdentity() {
        return code == Multicodec.IDENTITY;
    }

    /** Whether the data hashes to this digest. */
    public boolean verifies(byte[] data) {
        return verifies(data, 0, data.length);
    }

    /**
     * Whether the range hashes to this digest. An empty digest of a real function verifies nothing.
     *
     * @throws MultiformatException when the function is not computed here
     */
    public boolean verifies(byte[] data, int offset, int length) {
        if (isIdentity()) {
            return Arrays.equals(bytes, digestOffset, bytes.length, data, offset, offset + length);
        }
        byte[] computed = function(code).digest(data, offset, length);
        int wanted = digestLength();
        return wanted > 0
                && wanted <= computed.length
                && Arrays.equals(bytes, digestOffset, bytes.length, computed, 0, wanted);
    }

    /** Whether {@link #verifies} can compute this code's function. */
    public static boolean isComputable(long code) {
        return HashFunction.of(code).isPresent();
    }

    private static HashFunction function(long code) {
        Optional<HashFunction> function = HashFunction.of(code);
        return function.orElseThrow(() ->
                new MultiformatException("The hash function " + Multicodec.describe(code) + " is not supported."));
    }

    /** The bytes without a copy, for classes of this package that do not change them. */
    byte[] borrowBytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Multihash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(bytes);
        }
        return hash;
    }

    /** Base58btc, the usual text of a bare multihash. */
    @Override
    public String toString() {
        return Multibase.BASE58_BTC.encodeBare(bytes);
    }
}
