package io.whypfs.queue;

/** A definition that cannot be: a bad name, parameter, limit, or a schedule that never comes due. */
public final class BadJobException extends JobRefusedException {

    public BadJobException(String message) {
        super(message);
    }
}
