package io.whypfs.queue;

/**
 * The code of a job type. One instance serves all jobs of its type, in several threads at once; each job by itself is
 * never run twice at the same time.
 */
@FunctionalInterface
public interface Job {

    /**
     * Does the work once, in a virtual thread. Ends early when it is interrupted or {@link JobRun#stopRequested()}: the
     * run is too long, was cancelled, or this node is closing or has lost its lease.
     *
     * <p>A run is repeated when its node dies, so its effects are idempotent or in one transaction that calls {@link
     * JobRun#requireLease}.
     *
     * @return what came of it
     * @throws Exception when it failed; it is tried again later, ever more slowly, until a run succeeds
     */
    JobOutcome run(JobRun run) throws Exception;
}
