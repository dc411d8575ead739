package io.whypfs.corenode.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8 (RFC 3986 section 2.1), decoded once and strictly. A plus sign stays a plus sign. */
public final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * Decodes the text.
     *
     * @throws IllegalArgumentException when a percent sign is not followed by two hex digits, or the bytes are no UTF-8;
     *     the message is a clause that goes on after "it"
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                bytes.put((byte) (digit(source, i + 1) << 4 | digit(source, i + 2)));
                i += 2;
            } else {
                bytes.put(source[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8 once decoded", e);
        }
    }

    private static int digit(byte[] source, int at) {
        int digit = at < source.length ? Character.digit(source[at], 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("has a percent sign without two hex digits");
        }
        return digit;
    }
}
