package io.whypfs.multiformats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** An ASCII alphabet and its reverse. An alphabet with letters of one case also reads the other case. */
final class SymbolTable {

    private final byte[] symbols;
    private final byte[] values = new byte[128];

    SymbolTable(String alphabet) {
        symbols = alphabet.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < symbols.length; i++) {
            values[symbols[i]] = (byte) i;
        }
        boolean lower = !alphabet.equals(alphabet.toUpperCase(Locale.ROOT));
        boolean upper = !alphabet.equals(alphabet.toLowerCase(Locale.ROOT));
        if (lower != upper) {
            for (int i = 0; i < symbols.length; i++) {
                char c = (char) symbols[i];
                values[lower ? Character.toUpperCase(c) : Character.toLowerCase(c)] = (byte) i;
            }
        }
    }

    int size() {
        return symbols.length;
    }

    byte symbol(int value) {
        return symbols[value];
    }

    int value(char symbol) {
        int value = symbol < 128 ? values[symbol] : -1;
        if (value < 0) {
            throw new MultiformatException("The character '" + symbol + "' is not in the base's alphabet of "
                    + symbols.length + " characters.");
        }
        return value;
    }
}
