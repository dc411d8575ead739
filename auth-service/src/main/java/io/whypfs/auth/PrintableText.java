package io.whypfs.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule for every text that a person may choose (user name, invite code, label): short enough, and nothing in it that
 * a terminal, a log or PostgreSQL cannot show: no control, format or surrogate characters.
 */
public final class PrintableText {

    private PrintableText() {}

    /** Says what is wrong with the text in one sentence that names it, or nothing. */
    public static Optional<String> flaw(String name, @Nullable String text, int maxCharacters) {
        if (text == null || text.isBlank()) {
            return Optional.of("The field " + name + " is missing or empty.");
        }
        return flawWhenPresent(name, text, maxCharacters);
    }

    /** As {@link #flaw}, for a text that may be empty. */
    public static Optional<String> flawWhenPresent(String name, String text, int maxCharacters) {
        int characters = text.codePointCount(0, text.length());
        if (characters > maxCharacters) {
            return Optional.of("The field " + name + " has " + characters + " characters; at most " + maxCharacters
                    + " are allowed.");
        }
        if (text.codePoints().anyMatch(PrintableText::isUnprintable)) {
            return Optional.of("The field " + name + " contains a control or otherwise invisible character.");
        }
        return Optional.empty();
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
