package io.whypfs.auth.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What is kept of a key: SHA-256 of its whole text, in base64 with the URL alphabet and without padding (43 characters).
 * The form is that of Estuary V1, so that its rows can be taken over as they are.
 */
public record TokenHash(String text) {

    /** Hashes a key; any text is fine, one that we never gave out is simply not found. */
    public static TokenHash ofToken(String token) {
        return new TokenHash(
                Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(token.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
