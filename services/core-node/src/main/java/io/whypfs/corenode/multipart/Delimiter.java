package io.whypfs.corenode.multipart;

import io.whypfs.corenode.text.Escaped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The line that separates parts, {@code CRLF "--" boundary} (RFC 2046 section 5.1.1), and the search for it.
 *
 * <p>The search is Horspool's: it looks at one byte in as many as the delimiter is long. A full comparison starts only
 * at a CR, and the delimiter has one CR, at its front, so that no content makes the search slower than linear.
 */
final class Delimiter {

    private static final int LONGEST_BOUNDARY = 70;

    private final byte[] pattern;
    private final int[] skips = new int[256];

    private Delimiter(String boundary) {
        this.pattern = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(skips, pattern.length);
        for (int i = 0; i < pattern.length - 1; i++) {
            skips[pattern[i] & 0xff] = pattern.length - 1 - i;
        }
    }

    /**
     * Reads the boundary from a {@code multipart/form-data} content type.
     *
     * @throws MultipartException when there is none, or one that RFC 2046 does not allow
     */
    static Delimiter of(String contentType) throws MultipartException {
        String boundary = boundary(contentType)
                .orElseThrow(() -> MultipartException.malformed(
                        "The Content-Type multipart/form-data carries no boundary parameter."));
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw MultipartException.malformed("The multipart boundary has " + boundary.length()
                    + " characters; it must have 1 to " + LONGEST_BOUNDARY + ".");
        }
        if (boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw MultipartException.malformed(
                    "The multipart boundary '" + Escaped.of(boundary) + "' has characters outside printable ASCII.");
        }
        return new Delimiter(boundary);
    }

    private static Optional<String> boundary(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return Optional.empty();
        }
        String rest = contentType.substring(at + "boundary=".length());
        if (rest.startsWith("\"")) {
            int end = rest.indexOf('"', 1);
            return end < 0 ? Optional.empty() : Optional.of(rest.substring(1, end));
        }
        int end = rest.indexOf(';');
        return Optional.of((end < 0 ? rest : rest.substring(0, end)).strip());
    }

    int length() {
        return pattern.length;
    }

    /** Returns where the delimiter starts within {@code bytes[from, to)}, or -1. */
    int find(byte[] bytes, int from, int to) {
        int last = pattern.length - 1;
        int at = from;
        while (at + last < to) {
            if (bytes[at] == '\r' && matches(bytes, at)) {
                return at;
            }
            at += skips[bytes[at + last] & 0xff];
        }
        return -1;
    }

    /** Says whether {@code --boundary} starts at {@code at}, without the line break in front of it. */
    boolean isBareAt(byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + pattern.length - 2, pattern, 2, pattern.length);
    }

    private boolean matches(byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length);
    }
}
