package io.whypfs.devnet.codec;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes CBOR as the actors do (RFC 8949, definite lengths, shortest heads); the caller keeps the order of keys. */
public final class CborWriter {

    private static final int UINT = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int CID_TAG_HEAD = 0xd8;
    private static final int CID_TAG = 42;
    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;
    private static final int NULL = 0xf6;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public CborWriter array(int items) {
        return head(ARRAY, items);
    }

    public CborWriter map(int entries) {
        return head(MAP, entries);
    }

    public CborWriter integer(long value) {
        return value < 0 ? head(NEGATIVE, -1 - value) : head(UINT, value);
    }

    public CborWriter bytes(byte[] value) {
        head(BYTES, value.length);
        out.writeBytes(value);
        return this;
    }

    public CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    public CborWriter bool(boolean value) {
        out.write(value ? TRUE : FALSE);
        return this;
    }

    public CborWriter nothing() {
        out.write(NULL);
        return this;
    }

    /** Tag 42 around a zero byte and the CID; null writes null. */
    public CborWriter cid(@Nullable Cid cid) {
        if (cid == null) {
            return nothing();
        }
        out.write(CID_TAG_HEAD);
        out.write(CID_TAG);
        byte[] prefixed = new byte[cid.bytes().length + 1];
        System.arraycopy(cid.bytes(), 0, prefixed, 1, cid.bytes().length);
        return bytes(prefixed);
    }

    /** A big integer as the actors write it: empty for zero, else a sign byte and the magnitude. */
    public CborWriter amount(BigInteger value) {
        if (value.signum() == 0) {
            return bytes(new byte[0]);
        }
        byte[] magnitude = value.abs().toByteArray();
        int skip = magnitude[0] == 0 ? 1 : 0;
        byte[] coded = new byte[magnitude.length - skip + 1];
        coded[0] = (byte) (value.signum() < 0 ? 1 : 0);
        System.arraycopy(magnitude, skip, coded, 1, magnitude.length - skip);
        return bytes(coded);
    }

    /** Bytes that are CBOR already. */
    public CborWriter raw(byte[] cbor) {
        out.writeBytes(cbor);
        return this;
    }

    private CborWriter head(int major, long value) {
        int type = major << 5;
        if (value < 24) {
            out.write(type | (int) value);
        } else {
            int bytes = value <= 0xffL ? 1 : value <= 0xffffL ? 2 : value <= 0xffffffffL ? 4 : 8;
            out.write(type | 24 + Integer.numberOfTrailingZeros(bytes));
            for (int i = bytes - 1; i >= 0; i--) {
                out.write((int) (value >>> i * Byte.SIZE));
            }
        }
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    /** True when writing again what was read gives the bytes that were read. */
    public boolean wrote(byte[] read) {
        return Arrays.equals(toBytes(), read);
    }
}
