package io.whypfs.multiformats;

import java.nio.charset.StandardCharsets;

/** A base whose size is a power of two: each character carries the same number of bits, most significant first. */
final class BitBase implements Multibase.Encoding {

    private final SymbolTable symbols;
    private final int bits;
    private final int mask;
    private final int padTo;

    BitBase(String alphabet, int bits, boolean padded) {
        this.symbols = new SymbolTable(alphabet);
        this.bits = bits;
        this.mask = (1 << bits) - 1;
        this.padTo = padded ? charactersPerGroup(bits) : 1;
    }

    private static int charactersPerGroup(int bits) {
        return bits == 5 ? 8 : 4;
    }

    @Override
    public String encode(byte[] bytes) {
        int length = (bytes.length * 8 + bits - 1) / bits;
        byte[] text = new byte[(length + padTo - 1) / padTo * padTo];
        int at = 0;
        int buffer = 0;
        int held = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            held += 8;
            while (held >= bits) {
                held -= bits;
                text[at++] = symbols.symbol(buffer >>> held & mask);
            }
        }
        if (held > 0) {
            text[at++] = symbols.symbol(buffer << (bits - held) & mask);
        }
        while (at < text.length) {
            text[at++] = '=';
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte[] decode(String text) {
        int length = text.length();
        if (padTo > 1) {
            length = withoutPadding(text);
        }
        byte[] bytes = new byte[(int) ((long) length * bits / 8)];
        int at = 0;
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < length; i++) {
            buffer = buffer << bits | symbols.value(text.charAt(i));
            held += bits;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (buffer >>> held);
            }
        }
        if (held >= bits || (buffer & (1 << held) - 1) != 0) {
            throw new MultiformatException("The text ends with bits that belong to no byte.");
        }
        return bytes;
    }

    private int withoutPadding(String text) {
        if (text.length() % padTo != 0) {
            throw new MultiformatException("The padded text's length is not a multiple of " + padTo + ".");
        }
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == '=' && text.length() - length < padTo - 1) {
            length--;
        }
        return length;
    }
}
