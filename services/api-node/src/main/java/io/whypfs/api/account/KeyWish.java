package io.whypfs.api.account;

import io.whypfs.api.errors.ApiException;
import io.whypfs.api.json.GoTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a new API key is to be.
 *
 * @param life empty: it never expires, which V1 writes as 100 years
 */
record KeyWish(String label, String perms, Optional<Duration> life) {

    private static final Duration DEFAULT_LIFE = Duration.ofDays(30);

    /** @throws ApiException 400 for a wish that is not understood */
    static KeyWish parse(@Nullable String expiry, List<String> perms, @Nullable String label) {
        if (perms.size() > 1
                || !perms.isEmpty() && !List.of("all", "upload", "").contains(perms.getFirst())) {
            throw ApiException.invalid("perms is 'all' or 'upload', and given once.");
        }
        boolean isUpload = !perms.isEmpty() && perms.getFirst().equals("upload");
        return new KeyWish(
                Objects.requireNonNullElse(label, ""),
                isUpload ? "upload" : "all",
                life(Objects.requireNonNullElse(expiry, "")));
    }

    /** The wish as auth-service reads it. */
    Map<String, Object> toQuestion() {
        Map<String, Object> question = new HashMap<>();
        question.put("label", label);
        question.put("perms", perms);
        life.ifPresent(duration -> question.put("expirySeconds", duration.toSeconds()));
        return question;
    }

    private static Optional<Duration> life(String text) {
        if (text.isEmpty()) {
            return Optional.of(DEFAULT_LIFE);
        }
        if (text.equals("false")) {
            return Optional.empty();
        }
        Duration life = GoTime.parseDuration(text)
                .orElseThrow(() -> ApiException.invalid("expiry is a duration such as 24h or 1h30m, or false."));
        if (life.toSeconds() < 1) {
            throw ApiException.invalid("expiry is at least one second.");
        }
        return Optional.of(life);
    }
}
