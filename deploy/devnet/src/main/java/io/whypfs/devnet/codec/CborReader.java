package io.whypfs.devnet.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR as the actors and the deal protocols use it, item by item, and refuses everything else.
 *
 * <p>Refused: indefinite lengths, floats, tags other than 42, texts that are not UTF-8, items longer than their limit,
 * a cut end. Told to the {@link Lint}, because Go's readers let it pass: heads longer than needed.
 */
public final class CborReader {

    /** The limits of the protocols, in bytes. */
    public static final int MAX_BYTES = 2 << 20;

    public static final int MAX_TEXT = 8192;
    private static final int MAX_AMOUNT = 128;
    private static final int UINT = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;
    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;
    private static final int NULL = 0xf6;
    private static final int CID_TAG = 42;
    private static final String[] NAMES = {
        "an unsigned integer", "a negative integer", "bytes", "a text", "an array", "a map", "a tag", "a simple value"
    };
    private final byte[] bytes;
    private final Lint lint;
    private int at;

    public CborReader(byte[] bytes, Lint lint) {
        this.bytes = bytes;
        this.lint = lint;
    }

    public int position() {
        return at;
    }

    /** The bytes read since a position. */
    public byte[] since(int position) {
        return Arrays.copyOfRange(bytes, position, at);
    }

    /** @throws BadBytes when something follows */
    public void end() throws BadBytes {
        if (at != bytes.length) {
            throw new BadBytes(bytes.length - at + " bytes follow the item");
        }
    }

    public int array() throws BadBytes {
        return count(ARRAY);
    }

    /** @throws BadBytes unless an array of exactly so many items starts here */
    public void array(int items, String what) throws BadBytes {
        int found = array();
        if (found != items) {
            throw new BadBytes(what + " is an array of " + items + ", not of " + found);
        }
    }

    public int map() throws BadBytes {
        return count(MAP);
    }

    private int count(int major) throws BadBytes {
        long count = head(major);
        if (count < 0 || count > MAX_TEXT) {
            throw new BadBytes(NAMES[major] + " with " + Long.toUnsignedString(count) + " items");
        }
        return (int) count;
    }

    /** An unsigned integer below 2^63. */
    public long unsigned() throws BadBytes {
        long value = head(UINT);
        if (value < 0) {
            throw new BadBytes("integer above 2^63: " + Long.toUnsignedString(value));
        }
        return value;
    }

    /** An integer of 64 bits with sign. */
    public long signed() throws BadBytes {
        if (peek() >> 5 != NEGATIVE) {
            return unsigned();
        }
        long value = head(NEGATIVE);
        if (value < 0) {
            throw new BadBytes("integer below -2^63");
        }
        return -1 - value;
    }

    public byte[] bytes(int limit) throws BadBytes {
        return content(BYTES, limit);
    }

    public String text(int limit) throws BadBytes {
        byte[] utf8 = content(TEXT, limit);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadBytes("a text is not UTF-8: " + e.getMessage());
        }
    }

    private byte[] content(int major, int limit) throws BadBytes {
        long length = head(major);
        if (length < 0 || length > limit) {
            throw new BadBytes(NAMES[major] + " of " + Long.toUnsignedString(length) + ", at most " + limit);
        }
        if (length > bytes.length - at) {
            throw new BadBytes(NAMES[major] + " of " + length + " is cut off after " + (bytes.length - at));
        }
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    public boolean bool() throws BadBytes {
        int b = next();
        if (b != TRUE && b != FALSE) {
            throw new BadBytes("true or false instead of byte " + Integer.toHexString(b));
        }
        return b == TRUE;
    }

    /** True, and read, when null stands here. */
    public boolean isNull() throws BadBytes {
        boolean found = peek() == NULL;
        if (found) {
            at++;
        }
        return found;
    }

    public boolean isText() throws BadBytes {
        return peek() >> 5 == TEXT;
    }

    public boolean isBytes() throws BadBytes {
        return peek() >> 5 == BYTES;
    }

    public Cid cid() throws BadBytes {
        long tag = head(TAG);
        if (tag != CID_TAG) {
            throw new BadBytes("tag " + tag + " instead of 42");
        }
        byte[] prefixed = bytes(128);
        if (prefixed.length < 2 || prefixed[0] != 0) {
            throw new BadBytes("a CID in CBOR starts with a zero byte");
        }
        return Cid.decode(Arrays.copyOfRange(prefixed, 1, prefixed.length));
    }

    public @Nullable Cid cidOrNull() throws BadBytes {
        return isNull() ? null : cid();
    }

    /** A big integer as the actors write it. */
    public BigInteger amount() throws BadBytes {
        byte[] coded = bytes(MAX_AMOUNT);
        if (coded.length == 0) {
            return BigInteger.ZERO;
        }
        if (coded[0] != 0 && coded[0] != 1) {
            throw new BadBytes("an amount starts with sign byte 0 or 1, not " + coded[0]);
        }
        if (coded.length == 1 || coded[1] == 0) {
            lint.found("an amount with leading zeros or a bare sign byte");
        }
        BigInteger magnitude = new BigInteger(1, Arrays.copyOfRange(coded, 1, coded.length));
        return coded[0] == 1 ? magnitude.negate() : magnitude;
    }

    /** Skips one item of any kind, for map keys that a reader does not know. */
    public void skip() throws BadBytes {
        int major = peek() >> 5;
        switch (major) {
            case UINT, NEGATIVE -> head(major);
            case BYTES, TEXT -> content(major, MAX_BYTES);
            case ARRAY -> skip(array());
            case MAP -> skip(2 * map());
            case TAG -> cid();
            default -> {
                if (!isNull()) {
                    bool();
                }
            }
        }
    }

    private void skip(int items) throws BadBytes {
        for (int i = 0; i < items; i++) {
            skip();
        }
    }

    private long head(int major) throws BadBytes {
        int first = next();
        if (first >> 5 != major) {
            throw new BadBytes(NAMES[major] + " expected, found " + NAMES[first >> 5]);
        }
        int info = first & 0x1f;
        if (info < 24) {
            return info;
        }
        if (info > 27 || major == SIMPLE) {
            throw new BadBytes("indefinite or reserved length");
        }
        int width = 1 << info - 24;
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << Byte.SIZE | next();
        }
        boolean shortest = width == 1 ? value >= 24 : value >>> width * Byte.SIZE / 2 != 0;
        if (!shortest) {
            lint.found(NAMES[major] + " head of " + width + " bytes for " + Long.toUnsignedString(value));
        }
        return value;
    }

    private int peek() throws BadBytes {
        if (at >= bytes.length) {
            throw new BadBytes("the bytes end where an item should start");
        }
        return bytes[at] & 0xff;
    }

    private int next() throws BadBytes {
        int b = peek();
        at++;
        return b;
    }
}
