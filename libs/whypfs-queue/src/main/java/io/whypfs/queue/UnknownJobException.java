package io.whypfs.queue;

/** No job of this name. */
public final class UnknownJobException extends JobRefusedException {

    UnknownJobException(String name) {
        super("There is no job '" + name + "'.");
    }
}
