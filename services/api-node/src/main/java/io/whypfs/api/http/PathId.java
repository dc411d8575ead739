package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;

/** An id in the path. */
public record PathId(long value) {

    /** @throws ApiException 400 when it is no number of ours */
    public static PathId fromString(String text) {
        try {
            return new PathId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw ApiException.invalid("The id in the path is not a whole number.");
        }
    }
}
