package io.whypfs.api.http;

import org.jspecify.annotations.Nullable;

/**
 * What a handler answers.
 *
 * @param body anything with a JSON form; null for the routes that V1 answers with no body
 */
public record Reply(int status, @Nullable Object body) {

    public static Reply ok(Object body) {
        return new Reply(200, body);
    }

    public static Reply empty(int status) {
        return new Reply(status, null);
    }
}
