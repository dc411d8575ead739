package io.whypfs.queue;

/** This run no longer holds its job; another node has taken it over or may do so. */
public final class LeaseLostException extends Exception {

    LeaseLostException(String job) {
        super("the lease of the job '" + job + "' is lost; another node runs it now or will");
    }
}
