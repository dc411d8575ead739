package io.whypfs.queue;

/** The job is not in a state for this, or is a system job. */
public final class JobStateException extends JobRefusedException {

    JobStateException(String message) {
        super(message);
    }
}
