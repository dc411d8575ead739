package io.whypfs.queue;

/** A wish about a job that cannot be fulfilled; the message says why and is meant for who wished it. */
public abstract sealed class JobRefusedException extends RuntimeException
        permits BadJobException, UnknownJobTypeException, UnknownJobException, JobExistsException, JobStateException {

    JobRefusedException(String message) {
        super(message);
    }
}
