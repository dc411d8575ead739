package io.whypfs.kit.inbox;

/** An event that this service can never process; the message is the reason on the dead letter. */
public final class PoisonEventException extends Exception {

    public PoisonEventException(String message) {
        super(message);
    }

    public PoisonEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
