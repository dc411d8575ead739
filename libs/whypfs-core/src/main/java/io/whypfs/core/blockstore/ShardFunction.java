package io.whypfs.core.blockstore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which directory a flatfs key goes to; text form {@code /repo/flatfs/shard/v1/<kind>/<length>}. Source: go-ds-flatfs
 * {@code shard.go}.
 *
 * @param kind which characters of the key name the directory
 * @param length how many of them
 */
public record ShardFunction(Kind kind, int length) {

    /** Where in the key the characters are taken from. Short keys are padded with {@code _}. */
    public enum Kind {
        PREFIX("prefix"),
        SUFFIX("suffix"),
        NEXT_TO_LAST("next-to-last");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Kubo's default: 1024 directories. */
    public static final ShardFunction DEFAULT = new ShardFunction(Kind.NEXT_TO_LAST, 2);

    private static final String TEXT_START = "/repo/flatfs/shard/v1/";
    private static final Pattern TEXT = Pattern.compile(TEXT_START + "(prefix|suffix|next-to-last)/([1-9][0-9]?)");

    public ShardFunction {
        if (length < 1 || length > 99) {
            throw new IllegalArgumentException(
                    "A shard name of " + length + " characters is not supported; use 1 to 99.");
        }
    }

    /** Reads the text form; white space at the end is ignored. */
    public static ShardFunction parse(String text) {
        Matcher matcher = TEXT.matcher(text.stripTrailing());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is not a flatfs shard function; expected "
                    + TEXT_START + "prefix|suffix|next-to-last/<length>.");
        }
        int length = Integer.parseInt(matcher.group(2));
        for (Kind kind : Kind.values()) {
            if (kind.text.equals(matcher.group(1))) {
                return new ShardFunction(kind, length);
            }
        }
        throw new IllegalArgumentException("'" + matcher.group(1) + "' is not a kind of flatfs shard function.");
    }

    /** The directory of a key. */
    public String directory(String key) {
        String padding = "_".repeat(length + 1);
        return switch (kind) {
            case PREFIX -> (key + padding).substring(0, length);
            case SUFFIX -> {
                String padded = padding + key;
                yield padded.substring(padded.length() - length);
            }
            case NEXT_TO_LAST -> {
                String padded = padding + key;
                int end = padded.length() - 1;
                yield padded.substring(end - length, end);
            }
        };
    }

    @Override
    public String toString() {
        return TEXT_START + kind.text + "/" + length;
    }
}
