package io.whypfs.auth.users;

import io.whypfs.auth.PrintableText;
import io.whypfs.auth.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A user's name: 1 to 64 printable characters, lower case, as Estuary compares it. */
public record Username(String text) {

    private static final int MAX_CHARACTERS = 64;

    /** The administrator of the installation; nobody can register as it. */
    public static final Username ADMIN = new Username("admin");

    /**
     * Reads a name as a client sends it.
     *
     * @throws io.whypfs.kit.problem.ProblemException bad-input, when it is not a name
     */
    public static Username parse(@Nullable String given) {
        String lower = given == null ? "" : given.toLowerCase(Locale.ROOT);
        PrintableText.flaw("username", lower, MAX_CHARACTERS).ifPresent(flaw -> {
            throw Refusal.badInput(flaw);
        });
        return new Username(lower);
    }
}
