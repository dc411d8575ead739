package io.whypfs.queue;

/** A schedule that cannot be understood or never comes due; the message says what is wrong with it. */
public final class BadScheduleException extends Exception {

    public BadScheduleException(String message) {
        super(message);
    }
}
