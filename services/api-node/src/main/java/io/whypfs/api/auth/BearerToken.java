package io.whypfs.api.auth;

import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import org.jspecify.annotations.Nullable;

/** The {@code Authorization} header as V1 reads it: the word Bearer, one space, the key. */
public final class BearerToken {

    private BearerToken() {}

    /**
     * The key of a header value.
     *
     * @throws ApiException 401 with the reason that V1 gives for what is wrong
     */
    public static String parse(@Nullable String header) {
        if (header == null || header.isEmpty() || header.equals("undefined")) {
            throw new ApiException(
                    Reason.AUTH_MISSING, "No API key was sent: add the header 'Authorization: Bearer <key>'.");
        }
        String[] words = header.split(" ", -1);
        if (!words[0].equals("Bearer")) {
            throw new ApiException(
                    Reason.AUTH_MISSING_BEARER, "The Authorization header must begin with the word Bearer.");
        }
        if (words.length != 2 || words[1].isEmpty()) {
            throw new ApiException(
                    Reason.INVALID_AUTH, "The Authorization header must be 'Bearer', one space, and the key.");
        }
        return words[1];
    }
}
