package io.whypfs.auth.tokens;

import io.whypfs.auth.PrintableText;
import io.whypfs.auth.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a key.
 *
 * @param perms {@code all} or {@code upload}
 * @param expirySeconds the key's lifetime; null: it never expires
 */
record ApiKeyRequest(
        @Nullable String label,
        @Nullable String perms,
        @Nullable Long expirySeconds) {

    private static final int MAX_LABEL_CHARACTERS = 255;

    /** @throws io.whypfs.kit.problem.ProblemException bad-input, naming the field */
    TokenTerms terms() {
        String wantedLabel = label == null ? "" : label;
        PrintableText.flawWhenPresent("label", wantedLabel, MAX_LABEL_CHARACTERS)
                .ifPresent(flaw -> {
                    throw Refusal.badInput(flaw);
                });
        return TokenTerms.apiKey(wantedLabel, uploadOnly(), lifetime());
    }

    private boolean uploadOnly() {
        return switch (perms) {
            case "all" -> false;
            case "upload" -> true;
            case null, default -> throw Refusal.badInput("The field perms must be \"all\" or \"upload\".");
        };
    }

    private Duration lifetime() {
        if (expirySeconds == null) {
            return TokenTerms.NEVER_EXPIRES;
        }
        long longest = TokenTerms.NEVER_EXPIRES.toSeconds();
        if (expirySeconds < 1 || expirySeconds > longest) {
            throw Refusal.badInput(
                    "The field expirySeconds must be from 1 to " + longest + ", or null for a key that never expires.");
        }
        return Duration.ofSeconds(expirySeconds);
    }
}
