package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** Whole numbers in the query. */
public final class QueryNumber {

    private QueryNumber() {}

    /** The number; {@code otherwise} where there is none. @throws ApiException 400 when it is no whole number */
    public static int read(String name, @Nullable String text, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("The query parameter " + name + " is not a whole number.");
        }
    }
}
