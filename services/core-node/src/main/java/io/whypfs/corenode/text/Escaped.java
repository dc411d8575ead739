package io.whypfs.corenode.text;

/** Text from outside made fit for an error message: control characters escaped, long text cut. */
public final class Escaped {

    private static final int LONGEST = 120;

    private Escaped() {}

    /** Returns the text with control characters as {@code \\u} escapes, at most 120 characters of it. */
    public static String of(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) && !isPaired(text, i)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        if (text.length() > LONGEST) {
            escaped.append("...");
        }
        return escaped.toString();
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < Math.min(text.length(), LONGEST)
                        && Character.isLowSurrogate(text.charAt(i + 1))
                || Character.isLowSurrogate(text.charAt(i)) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
