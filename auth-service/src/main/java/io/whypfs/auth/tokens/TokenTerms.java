package io.whypfs.auth.tokens;

import java.time.Duration;

/** What a new key is for: the label its owner reads, whether it may only upload, whether it is a session, how long it lives. */
public record TokenTerms(String label, boolean uploadOnly, boolean session, Duration lifetime) {

    /** Stands for "never": Estuary V1 gives such keys 100 years, and clients show that date. */
    public static final Duration NEVER_EXPIRES = Duration.ofDays(36_525);

    public static TokenTerms session(String label, Duration lifetime) {
        return new TokenTerms(label, false, true, lifetime);
    }

    public static TokenTerms apiKey(String label, boolean uploadOnly, Duration lifetime) {
        return new TokenTerms(label, uploadOnly, false, lifetime);
    }
}
