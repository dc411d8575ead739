package io.whypfs.multiformats;

/** Bytes or text that are not a well-formed multiformat value. Final: the same input fails again. */
public final class MultiformatException extends IllegalArgumentException {

    public MultiformatException(String message) {
        super(message);
    }

    public MultiformatException(String message, Throwable cause) {
        super(message, cause);
    }
}
