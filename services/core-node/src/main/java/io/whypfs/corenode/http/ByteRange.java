package io.whypfs.corenode.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes of a whole, as one {@code Range} asks for them (RFC 9110 section 14.1.2). What is malformed, in another unit, or
 * asks for several ranges is ignored, as that section allows, and the whole is answered.
 *
 * @param from the first byte
 * @param length number of bytes
 */
public record ByteRange(long from, long length) {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /** What a header makes of a size. */
    public sealed interface Wish {

        /** No range, or one to be ignored. */
        record Whole() implements Wish {}

        /** These bytes. */
        record Part(ByteRange range) implements Wish {}

        /** Bytes that are not there. */
        record Unsatisfiable() implements Wish {}
    }

    /** What the header asks for; without a header the whole. */
    public static Wish parse(Optional<String> header, long size) {
        Matcher range = ONE_RANGE.matcher(header.orElse(""));
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new Wish.Whole();
        }
        if (range.group(1).isEmpty()) {
            long length = Math.min(size, Long.parseLong(range.group(2)));
            return length == 0 ? new Wish.Unsatisfiable() : new Wish.Part(new ByteRange(size - length, length));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < first) {
            return new Wish.Whole();
        }
        if (first >= size) {
            return new Wish.Unsatisfiable();
        }
        return new Wish.Part(new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }

    /** The value of {@code Content-Range}. */
    public String contentRange(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
