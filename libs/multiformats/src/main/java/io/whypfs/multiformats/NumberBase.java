package io.whypfs.multiformats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A base in which the bytes are one big number; leading zero bytes are written as leading zero digits.
 *
 * <p>Time grows with the square of the length, so the length is limited.
 */
final class NumberBase implements Multibase.Encoding {

    private static final int MAX_CHARACTERS = 16 * 1024;

    private final SymbolTable symbols;
    private final double charactersPerByte;

    NumberBase(String alphabet) {
        this.symbols = new SymbolTable(alphabet);
        this.charactersPerByte = Math.log(256) / Math.log(symbols.size());
    }

    @Override
    public String encode(byte[] bytes) {
        int zeros = leadingZeros(bytes);
        int base = symbols.size();
        byte[] digits = new byte[(int) ((bytes.length - zeros) * charactersPerByte) + 1];
        int used = 0;
        for (int i = zeros; i < bytes.length; i++) {
            int carry = bytes[i] & 0xff;
            int at = 0;
            for (; at < used || carry != 0; at++) {
                carry += (digits[at] & 0xff) << 8;
                digits[at] = (byte) (carry % base);
                carry /= base;
            }
            used = at;
        }
        byte[] text = new byte[zeros + used];
        Arrays.fill(text, 0, zeros, symbols.symbol(0));
        for (int i = 0; i < used; i++) {
            text[zeros + i] = symbols.symbol(digits[used - 1 - i]);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte[] decode(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new MultiformatException("The text is longer than " + MAX_CHARACTERS + " characters.");
        }
        int zeros = 0;
        while (zeros < text.length() && symbols.value(text.charAt(zeros)) == 0) {
            zeros++;
        }
        int base = symbols.size();
        byte[] reversed = new byte[(int) ((text.length() - zeros) / charactersPerByte) + 1];
        int used = 0;
        for (int i = zeros; i < text.length(); i++) {
            int carry = symbols.value(text.charAt(i));
            int at = 0;
            for (; at < used || carry != 0; at++) {
                carry += (reversed[at] & 0xff) * base;
                reversed[at] = (byte) carry;
                carry >>>= 8;
            }
            used = at;
        }
        byte[] bytes = new byte[zeros + used];
        for (int i = 0; i < used; i++) {
            bytes[zeros + i] = reversed[used - 1 - i];
        }
        return bytes;
    }

    private static int leadingZeros(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        return zeros;
    }
}
