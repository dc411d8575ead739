package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import java.util.regex.Pattern;

/** The address of a storage provider in the path. */
public record PathProvider(String value) {

    private static final Pattern ID_ADDRESS = Pattern.compile("[ft]0(0|[1-9][0-9]{0,18})");

    /** @throws ApiException 400 when it is no id address */
    public static PathProvider fromString(String text) {
        if (!ID_ADDRESS.matcher(text).matches()) {
            throw ApiException.invalid("The address in the path is not that of a storage provider, such as f01000.");
        }
        return new PathProvider(text);
    }
}
