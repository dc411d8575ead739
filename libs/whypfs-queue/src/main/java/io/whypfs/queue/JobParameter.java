package io.whypfs.queue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A parameter of a job type.
 *
 * @param description what it does, with its unit
 * @param kind what its text must be
 * @param defaultValue used when a definition leaves it out; empty: the definition must give it
 */
public record JobParameter(String name, String description, Kind kind, Optional<String> defaultValue) {

    /** What the text of a parameter must be. */
    public enum Kind {
        /** any text */
        TEXT,
        /** a decimal number that fits 64 bits */
        NUMBER,
        /** {@code true} or {@code false} */
        BOOLEAN,
        /** ISO 8601, such as {@code PT15M} */
        DURATION,
        /** RFC 3339, such as {@code 2026-12-01T00:00:00Z} */
        INSTANT
    }

    /** A parameter that every definition must give. */
    public static JobParameter required(String name, Kind kind, String description) {
        return new JobParameter(name, description, kind, Optional.empty());
    }

    /** A parameter that a definition may leave out. */
    public static JobParameter optional(String name, Kind kind, String description, String defaultValue) {
        return new JobParameter(name, description, kind, Optional.of(defaultValue));
    }

    /**
     * Refuses a value of the wrong kind.
     *
     * @throws BadJobException naming the parameter and what it must be
     */
    void check(String value) {
        if (!fits(value)) {
            throw new BadJobException("The parameter '" + name + "' must be " + wanted() + "; '" + value + "' is not.");
        }
    }

    private boolean fits(String value) {
        try {
            return switch (kind) {
                case TEXT -> true;
                case BOOLEAN -> value.equals("true") || value.equals("false");
                case NUMBER -> Long.toString(Long.parseLong(value)).equals(value);
                case DURATION -> !Duration.parse(value).isNegative();
                case INSTANT -> Instant.parse(value).isAfter(Instant.EPOCH);
            };
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private String wanted() {
        return switch (kind) {
            case TEXT -> "text";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a whole number";
            case DURATION -> "an ISO 8601 duration such as PT15M";
            case INSTANT -> "an RFC 3339 time such as 2026-12-01T00:00:00Z";
        };
    }
}
