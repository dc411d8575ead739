package io.whypfs.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One run of a job, as its code sees it. */
public interface JobRun {

    /** The job's name. */
    String job();

    /** The definition's parameters and the defaults of those it leaves out. */
    Map<String, String> parameters();

    /** Which attempt this is since the last run that did not fail, from 1. */
    int attempt();

    /** When it was due, by the queue's clock. */
    Instant dueAt();

    /** Whether the run must end now; {@link #stopReason()} says why. */
    boolean stopRequested();

    Optional<String> stopReason();

    /**
     * Makes a transaction's effect depend on this run's lease: locks the lease until the transaction ends, so that no other
     * node can take the job over before.
     *
     * @param transaction of the queue's database, with auto-commit off
     * @throws LeaseLostException when another node has or may have taken over; roll back
     */
    void requireLease(Connection transaction) throws SQLException, LeaseLostException;

    /**
     * A parameter's value.
     *
     * @throws IllegalArgumentException when the type has no such parameter
     */
    default String parameter(String name) {
        String value = parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the job '" + job() + "' has no parameter '" + name + "'");
        }
        return value;
    }

    /** A run outside any queue, for tests of a job's code: first attempt, never stopped, its lease always held. */
    static JobRun byHand(String job, Instant dueAt, Map<String, String> parameters) {
        return new RunByHand(job, Map.copyOf(parameters), dueAt);
    }
}
