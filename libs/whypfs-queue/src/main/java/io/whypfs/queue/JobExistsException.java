package io.whypfs.queue;

/** A job of this name exists. */
public final class JobExistsException extends JobRefusedException {

    JobExistsException(String name) {
        super("There is a job '" + name + "' already; choose another name or remove that one.");
    }
}
