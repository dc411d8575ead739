package io.whypfs.kit.internal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The token that services show each other. */
@Singleton
public final class InternalCredential {

    /** The header that carries the token. */
    public static final String HEADER = "Whypfs-Internal";

    private static final int MIN_LENGTH = 16;

    private final String token;

    @Inject
    public InternalCredential(InternalConfig config) {
        this(config.token());
    }

    public InternalCredential(String token) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "whypfs.internal.token must have at least " + MIN_LENGTH + " characters.");
        }
        this.token = token;
    }

    /** The value for {@link #HEADER} of a request to another service. */
    public String token() {
        return token;
    }

    /** Compares in a time that does not tell how much of the token was right. */
    public boolean matches(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
