package io.whypfs.proxifier.routing;

import java.util.Optional;

/**
 * The path of an HTTP request target in origin form (RFC 9112, section 3.2.1), checked and never rewritten.
 *
 * <p>Nothing is normalised here, because a rewritten path is one more reading of the same bytes. A path that needs
 * normalising is refused instead, so that the upstream's reading and ours cannot differ.
 */
final class RequestPath {

    private RequestPath() {}

    /** Where the path ends in the target: at the query, or at the end. */
    static int end(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }

    /** Why the target cannot be passed on, or empty when its path reads the same everywhere. */
    static Optional<String> objection(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return Optional.of("The request target must be a path that begins with \"/\".");
        }
        int end = end(target);
        if (end > 1 && target.charAt(1) == '/') {
            return Optional.of("The path must not begin with \"//\".");
        }
        boolean plain = true;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return Optional.of(
                        "The request target holds a character that must be percent-encoded: spaces, controls,"
                                + " \"#\" and everything outside ASCII.");
            }
            if (i < end) {
                if (c == '\\') {
                    return Optional.of("The path must not hold a backslash.");
                }
                plain &= c != '%' && !(c == '.' && target.charAt(i - 1) == '/');
            }
        }
        return plain ? Optional.empty() : objectionToSegments(target.substring(0, end));
    }

    private static Optional<String> objectionToSegments(String path) {
        String decoded = path;
        while (decoded.indexOf('%') >= 0) {
            Optional<String> once = decode(decoded);
            if (once.isEmpty()) {
                // A second reading of "100%25 sure" is no escape any more: it ends the search, it is no error.
                if (decoded.equals(path)) {
                    return Optional.of("The path holds a \"%\" that is not followed by two hexadecimal digits.");
                }
                break;
            }
            if (slashes(once.get()) != slashes(decoded)) {
                return Optional.of("The path must not hold an encoded slash (%2F).");
            }
            decoded = once.get();
        }
        if (decoded.indexOf('\0') >= 0) {
            return Optional.of("The path must not hold a NUL (%00).");
        }
        for (String segment : decoded.split("[/\\\\]", -1)) {
            int parameter = segment.indexOf(';');
            String name = parameter < 0 ? segment : segment.substring(0, parameter);
            if (name.equals(".") || name.equals("..")) {
                return Optional.of("The path must not hold the segments \".\" or \"..\", encoded or not.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                decoded.append(c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            decoded.append((char) (high << 4 | low));
            i += 2;
        }
        return Optional.of(decoded.toString());
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }
}
