package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import java.util.UUID;
import java.util.regex.Pattern;

/** A UUID in the path. */
public record PathUuid(UUID value) {

    private static final Pattern SPELLING = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** @throws ApiException 400 when it is none */
    public static PathUuid fromString(String text) {
        if (!isUuid(text)) {
            throw ApiException.invalid("The uuid in the path is not of the form 0b8f1a52-6f0e-4f0e-9d3f-6d6c1a2b3c4d.");
        }
        return new PathUuid(UUID.fromString(text));
    }

    /** Whether a text is a UUID spelled whole; Java's own parser takes much else for one. */
    public static boolean isUuid(String text) {
        return SPELLING.matcher(text).matches();
    }
}
