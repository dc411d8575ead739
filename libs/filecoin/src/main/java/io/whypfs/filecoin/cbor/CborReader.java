package io.whypfs.filecoin.cbor;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads CBOR items one after the other; heads must be in their shortest form.
 *
 * <p>Counts and lengths are compared with the bytes at hand before anything is allocated. Every failure is a
 * {@link FilecoinFormatException}. For one thread; the array is borrowed.
 */
public final class CborReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 8192;

    private final byte[] bytes;
    private int at;

    public CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one value that must fill the whole array. */
    public static <T> T whole(byte[] bytes, Function<CborReader, T> type) {
        CborReader reader = new CborReader(bytes);
        T value = type.apply(reader);
        if (reader.at != bytes.length) {
            throw new FilecoinFormatException((bytes.length - reader.at) + " bytes follow the CBOR item.");
        }
        return value;
    }

    public int position() {
        return at;
    }

    /** A copy of what was read since a position. */
    public byte[] since(int position) {
        return Arrays.copyOfRange(bytes, position, at);
    }

    /** Reads the head of a list that must have this many items. */
    public void list(int items) {
        int actual = list();
        if (actual != items) {
            throw new FilecoinFormatException("A list of " + items + " items was expected, but it has " + actual + ".");
        }
    }

    /** Reads the head of a list and returns how many items follow. */
    public int list() {
        return count(argument(Major.LIST), 1);
    }

    /**
     * Reads a map; the consumer gets each key and reads or skips its value.
     *
     * @throws FilecoinFormatException when a key stands twice
     */
    public void map(Consumer<String> entry) {
        int entries = count(argument(Major.MAP), 2);
        Set<String> seen = HashSet.newHashSet(Math.min(entries, 16));
        for (int i = 0; i < entries; i++) {
            String key = text();
            if (!seen.add(key)) {
                throw new FilecoinFormatException("The key '" + key + "' stands twice in a map.");
            }
            entry.accept(key);
        }
    }

    /** A whole number of 64 bits with its sign. */
    public long integer() {
        int major = peekMajor();
        if (major != Major.UNSIGNED && major != Major.NEGATIVE) {
            throw unexpected("A number");
        }
        long value = argument(major);
        if (value < 0) {
            throw new FilecoinFormatException("The number does not fit 64 bits with a sign.");
        }
        return major == Major.UNSIGNED ? value : ~value;
    }

    /** A whole number from 0 to 2^63 - 1. */
    public long unsigned() {
        long value = integer();
        if (value < 0) {
            throw new FilecoinFormatException("The number must not be negative, but is " + value + ".");
        }
        return value;
    }

    public byte[] byteString(int limit) {
        return take(argument(Major.BYTES), limit);
    }

    public String text() {
        byte[] utf8 = rawText(MAX_TEXT);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FilecoinFormatException("A text is not UTF-8.", e);
        }
    }

    /** The bytes of a text, whatever they are. */
    public byte[] rawText(int limit) {
        return take(argument(Major.TEXT), limit);
    }

    public boolean isText() {
        return peekMajor() == Major.TEXT;
    }

    public boolean bool() {
        int value = next();
        if (value != Major.TRUE && value != Major.FALSE) {
            at--;
            throw unexpected("true or false");
        }
        return value == Major.TRUE;
    }

    /** Steps over a null when there is one. */
    public boolean takeNull() {
        boolean isNull = at < bytes.length && (bytes[at] & 0xff) == Major.NULL;
        if (isNull) {
            at++;
        }
        return isNull;
    }

    public Cid link() {
        if (argument(Major.TAG) != Major.LINK_TAG) {
            throw new FilecoinFormatException("A link carries the CBOR tag 42.");
        }
        byte[] prefixed = byteString(256);
        if (prefixed.length == 0 || prefixed[0] != 0) {
            throw new FilecoinFormatException("A link does not start with a zero byte.");
        }
        try {
            return Cid.decode(Arrays.copyOfRange(prefixed, 1, prefixed.length));
        } catch (MultiformatException e) {
            throw new FilecoinFormatException("A link holds no CID: " + e.getMessage(), e);
        }
    }

    /** Steps over one item of any kind. */
    public void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > MAX_DEPTH) {
            throw new FilecoinFormatException("The CBOR item is nested deeper than " + MAX_DEPTH + " levels.");
        }
        int major = peekMajor();
        long argument = argument(major);
        switch (major) {
            case Major.BYTES, Major.TEXT -> at += count(argument, 1);
            case Major.LIST -> skipItems(count(argument, 1), depth);
            case Major.MAP -> skipItems(2 * count(argument, 2), depth);
            case Major.TAG -> skip(depth + 1);
            default -> {}
        }
    }

    private void skipItems(int items, int depth) {
        for (int i = 0; i < items; i++) {
            skip(depth + 1);
        }
    }

    private int peekMajor() {
        if (at >= bytes.length) {
            throw cutOff();
        }
        return (bytes[at] & 0xff) >>> 5;
    }

    private long argument(int major) {
        if (peekMajor() != major) {
            throw unexpected("Major type " + major);
        }
        int info = next() & 0x1f;
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw new FilecoinFormatException("CBOR items of indefinite length are not allowed.");
        }
        int size = 1 << (info - 24);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | next();
        }
        boolean isShortest = size == 1 ? value >= 24 : value >>> (size * 4) != 0;
        if (!isShortest && major != Major.SIMPLE) {
            throw new FilecoinFormatException("A CBOR number or length is not in its shortest form.");
        }
        return value;
    }

    private int count(long count, int bytesPerItem) {
        if (count < 0 || count > (bytes.length - at) / bytesPerItem) {
            throw new FilecoinFormatException(
                    "CBOR claims " + Long.toUnsignedString(count) + " items or bytes, more than follow.");
        }
        return (int) count;
    }

    private byte[] take(long length, int limit) {
        int size = count(length, 1);
        if (size > limit) {
            throw new FilecoinFormatException(
                    "A CBOR string of " + size + " bytes is above the limit of " + limit + ".");
        }
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    private int next() {
        if (at >= bytes.length) {
            throw cutOff();
        }
        return bytes[at++] & 0xff;
    }

    private FilecoinFormatException cutOff() {
        return new FilecoinFormatException("The CBOR item is cut off after " + bytes.length + " bytes.");
    }

    private FilecoinFormatException unexpected(String wanted) {
        return new FilecoinFormatException(
                wanted + " was expected at byte " + at + ", but major type " + peekMajor() + " stands there.");
    }
}
