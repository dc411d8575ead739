package io.whypfs.events;

/** The value is not JSON, or not an envelope, or a required field is missing or has another type. */
public final class MalformedEventException extends EventFormatException {

    public MalformedEventException(String message) {
        super(message);
    }

    public MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
