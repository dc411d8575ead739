package io.whypfs.devnet.codec;

import java.io.ByteArrayOutputStream;

/** RFC 4648 section 6, lower case, no padding; the only spelling of each byte string is accepted. */
public final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int MASK = 31;

    private Base32() {}

    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte b : bytes) {
            buffer = buffer << Byte.SIZE | b & 0xff;
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt(buffer >> held & MASK));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - held & MASK));
        }
        return text.toString();
    }

    /** @throws BadBytes for a character outside the alphabet, or bits left over at the end */
    public static byte[] decode(String text) throws BadBytes {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new BadBytes("'" + text.charAt(i) + "' is no base 32 digit");
            }
            buffer = buffer << BITS | digit;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes.write(buffer >> held);
            }
            buffer &= (1 << held) - 1;
        }
        byte[] decoded = bytes.toByteArray();
        if (!encode(decoded).equals(text)) {
            throw new BadBytes("base 32 text with bits left over: " + text);
        }
        return decoded;
    }
}
