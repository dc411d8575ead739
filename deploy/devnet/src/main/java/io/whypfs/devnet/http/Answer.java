package io.whypfs.devnet.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What goes back to a client.
 *
 * @param manner how it is written
 */
public record Answer(int status, Map<String, String> headers, byte[] body, Manner manner) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "Content-Type";

    /** How the bytes are written. */
    public enum Manner {
        PLAIN,
        /** Each byte on its own, flushed. */
        BYTE_BY_BYTE,
        /** Not at all: the connection is closed. */
        RESET,
        /** Like {@link #PLAIN}, to a HEAD request: the headers only. */
        HEAD
    }

    public static Answer json(int status, Object value) {
        try {
            return new Answer(status, Map.of(TYPE, "application/json"), JSON.writeValueAsBytes(value), Manner.PLAIN);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + value, e);
        }
    }

    public static Answer text(int status, String text) {
        return new Answer(
                status, Map.of(TYPE, "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8), Manner.PLAIN);
    }

    public static Answer bytes(int status, String type, byte[] body) {
        return new Answer(status, Map.of(TYPE, type), body, Manner.PLAIN);
    }

    public static Answer reset() {
        return new Answer(0, Map.of(), new byte[0], Manner.RESET);
    }

    public Answer in(Manner other) {
        return new Answer(status, headers, body, other);
    }
}
