package io.whypfs.events;

/** A record's value is no event that this version of the software can process; reading it again does not help. */
public sealed class EventFormatException extends Exception permits MalformedEventException, UnknownEventException {

    EventFormatException(String message) {
        super(message);
    }

    EventFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
