package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a storage provider in the path: an id address.
 *
 * @param network {@code f}, or {@code t} for a test network
 */
public record PathProvider(char network, long actor) {

    private static final Pattern ID_ADDRESS = Pattern.compile("([ft])0(0|[1-9][0-9]{0,17})");

    /** @throws ApiException 400 when it is no id address */
    public static PathProvider fromString(String text) {
        Matcher address = ID_ADDRESS.matcher(text);
        if (!address.matches()) {
            throw ApiException.invalid("The address in the path is not that of a storage provider, such as f01000.");
        }
        return new PathProvider(text.charAt(0), Long.parseLong(address.group(2)));
    }

    /** As it is written. */
    public String value() {
        return network + "0" + actor;
    }
}
