package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A deal's label: a UTF-8 text or bytes; a proposal is refused above 256 bytes. */
public record Label(boolean isText, byte[] value) {

    public static final int LIMIT = 256;

    public static Label text(String text) {
        return new Label(true, text.getBytes(StandardCharsets.UTF_8));
    }

    static Label read(CborReader from) throws BadBytes {
        if (from.isText()) {
            return text(from.text(CborReader.MAX_TEXT));
        }
        if (from.isBytes()) {
            return new Label(false, from.bytes(CborReader.MAX_TEXT));
        }
        throw new BadBytes("a label is a text or bytes");
    }

    void write(CborWriter to) {
        if (isText) {
            to.text(json());
        } else {
            to.bytes(value);
        }
    }

    /** As the API shows it: a label of bytes is the empty text. */
    public String json() {
        return isText ? new String(value, StandardCharsets.UTF_8) : "";
    }

    @Override
    public String toString() {
        return isText ? json() : "0x" + HexFormat.of().formatHex(value);
    }
}
