package io.whypfs.multiformats;

import java.util.HashMap;
import java.util.Map;

/**
 * Text encodings of bytes, each named by the first character of the text.
 *
 * <p>Decoding is canonical: unused trailing bits must be zero, padding stands only where the base has it, and letters of
 * the other case are accepted in bases that have one case. Source: multiformats/multibase, {@code multibase.csv}.
 */
public enum Multibase {
    BASE2("0", new BitBase("01", 1, false)),
    BASE8("7", new BitBase("01234567", 3, false)),
    BASE10("9", new NumberBase("0123456789")),
    BASE16("f", new BitBase("0123456789abcdef", 4, false)),
    BASE16_UPPER("F", new BitBase("0123456789ABCDEF", 4, false)),
    BASE32("b", new BitBase(Alphabets.BASE32, 5, false)),
    BASE32_UPPER("B", new BitBase(Alphabets.BASE32_UPPER, 5, false)),
    BASE32_PAD("c", new BitBase(Alphabets.BASE32, 5, true)),
    BASE32_PAD_UPPER("C", new BitBase(Alphabets.BASE32_UPPER, 5, true)),
    BASE32_HEX("v", new BitBase(Alphabets.BASE32_HEX, 5, false)),
    BASE32_HEX_UPPER("V", new BitBase(Alphabets.BASE32_HEX_UPPER, 5, false)),
    BASE32_HEX_PAD("t", new BitBase(Alphabets.BASE32_HEX, 5, true)),
    BASE32_HEX_PAD_UPPER("T", new BitBase(Alphabets.BASE32_HEX_UPPER, 5, true)),
    BASE32_Z("h", new BitBase("ybndrfg8ejkmcpqxot1uwisza345h769", 5, false)),
    BASE36("k", new NumberBase("0123456789abcdefghijklmnopqrstuvwxyz")),
    BASE36_UPPER("K", new NumberBase("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    BASE58_BTC("z", new NumberBase("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")),
    BASE58_FLICKR("Z", new NumberBase("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ")),
    BASE64("m", new BitBase(Alphabets.BASE64, 6, false)),
    BASE64_PAD("M", new BitBase(Alphabets.BASE64, 6, true)),
    BASE64_URL("u", new BitBase(Alphabets.BASE64_URL, 6, false)),
    BASE64_URL_PAD("U", new BitBase(Alphabets.BASE64_URL, 6, true)),
    BASE256_EMOJI("🚀", new EmojiBase());

    /** One alphabet's arithmetic, without the prefix. */
    interface Encoding {
        String encode(byte[] bytes);

        byte[] decode(String text);
    }

    private static final Map<Integer, Multibase> BY_PREFIX = new HashMap<>();

    static {
        for (Multibase base : values()) {
            BY_PREFIX.put(base.prefix.codePointAt(0), base);
        }
    }

    private final String prefix;
    private final Encoding encoding;

    Multibase(String prefix, Encoding encoding) {
        this.prefix = prefix;
        this.encoding = encoding;
    }

    /** The character that starts a text in this base. */
    public String prefix() {
        return prefix;
    }

    /** Text with its prefix. */
    public String encode(byte[] bytes) {
        return prefix + encoding.encode(bytes);
    }

    /** Text without its prefix, as CIDv0 and peer ids are written. */
    public String encodeBare(byte[] bytes) {
        return encoding.encode(bytes);
    }

    /** Bytes of a text without prefix in this base. */
    public byte[] decodeBare(String text) {
        return encoding.decode(text);
    }

    /** The base that the text's first character names. */
    public static Multibase of(String text) {
        if (text.isEmpty()) {
            throw new MultiformatException("An empty text is not multibase.");
        }
        Multibase base = BY_PREFIX.get(text.codePointAt(0));
        if (base == null) {
            throw new MultiformatException(
                    "No multibase starts with '" + Character.toString(text.codePointAt(0)) + "'.");
        }
        return base;
    }

    /** Bytes of a text that starts with a base's prefix. */
    public static byte[] decode(String text) {
        Multibase base = of(text);
        return base.encoding.decode(text.substring(base.prefix.length()));
    }

    private static final class Alphabets {
        static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
        static final String BASE32_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        static final String BASE32_HEX = "0123456789abcdefghijklmnopqrstuv";
        static final String BASE32_HEX_UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
        static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        static final String BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    }
}
