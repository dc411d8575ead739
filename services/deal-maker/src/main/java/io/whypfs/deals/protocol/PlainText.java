package io.whypfs.deals.protocol;

/**
 * A stranger's words, made fit for a log, a page and the database: control characters, which PostgreSQL in part cannot
 * hold, become question marks, and what is too long is cut.
 */
public final class PlainText {

    /** Longest text, in UTF-16 units. */
    public static final int MAX_LENGTH = 1000;

    private PlainText() {}

    public static String of(String words) {
        int end = Math.min(MAX_LENGTH, words.length());
        boolean cutsPair = end < words.length() && Character.isHighSurrogate(words.charAt(end - 1));
        StringBuilder text = new StringBuilder(words.substring(0, cutsPair ? end - 1 : end));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }
}
