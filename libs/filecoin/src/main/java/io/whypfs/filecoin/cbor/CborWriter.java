package io.whypfs.filecoin.cbor;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Writes CBOR items one after the other. For one thread. */
public final class CborWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public CborWriter list(int items) {
        return head(Major.LIST, items);
    }

    public CborWriter map(int entries) {
        return head(Major.MAP, entries);
    }

    public CborWriter integer(long value) {
        return value < 0 ? head(Major.NEGATIVE, ~value) : head(Major.UNSIGNED, value);
    }

    public CborWriter bytes(byte[] value) {
        head(Major.BYTES, value.length);
        return raw(value);
    }

    /** @throws FilecoinFormatException when the text is no Unicode */
    public CborWriter text(String value) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return rawText(bytes);
        } catch (CharacterCodingException e) {
            throw new FilecoinFormatException("The text is no Unicode and cannot be written.", e);
        }
    }

    /** A text item of these bytes, whatever they are. */
    public CborWriter rawText(byte[] value) {
        head(Major.TEXT, value.length);
        return raw(value);
    }

    public CborWriter bool(boolean value) {
        out.write(value ? Major.TRUE : Major.FALSE);
        return this;
    }

    public CborWriter nothing() {
        out.write(Major.NULL);
        return this;
    }

    public CborWriter link(Cid cid) {
        byte[] bytes = new byte[1 + cid.byteLength()];
        cid.write(bytes, 1);
        head(Major.TAG, Major.LINK_TAG);
        return bytes(bytes);
    }

    /** Whole items that were encoded elsewhere. */
    public CborWriter raw(byte[] items) {
        out.writeBytes(items);
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private CborWriter head(int major, long argument) {
        int size = 0;
        if (argument < 0 || argument > 0xffff_ffffL) {
            size = 8;
        } else if (argument > 0xffff) {
            size = 4;
        } else if (argument > 0xff) {
            size = 2;
        } else if (argument >= 24) {
            size = 1;
        }
        out.write(major << 5 | (size == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(size)));
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
        return this;
    }
}
