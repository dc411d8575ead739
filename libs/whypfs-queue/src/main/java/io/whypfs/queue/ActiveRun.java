package io.whypfs.queue;

import com.github.kagkarlsson.scheduler.HeartbeatState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run under way on this node. Stopped from other threads; its job is never interrupted after it has returned. */
final class ActiveRun implements JobRun {

    private final LeaseRepository.Lease lease;
    private final LeaseRepository leases;
    private final JobRow row;
    private final Map<String, String> parameters;
    private final Instant dueAt;
    private final Instant startedAt;
    private final HeartbeatState heartbeats;
    private final Duration limit;
    private final long startedNanos = System.nanoTime();
    private volatile @Nullable Stop stop;
    private @Nullable Thread thread;

    /**
     * What a run is about.
     *
     * @param dueAt by the queue's clock, as is the start
     * @param limit how long it may take
     */
    record Task(
            LeaseRepository.Lease lease,
            JobRow row,
            Map<String, String> parameters,
            Instant dueAt,
            Instant startedAt,
            Duration limit) {}

    ActiveRun(Task task, LeaseRepository leases, HeartbeatState heartbeats) {
        this.lease = task.lease();
        this.row = task.row();
        this.parameters = task.parameters();
        this.dueAt = task.dueAt();
        this.startedAt = task.startedAt();
        this.limit = task.limit();
        this.leases = leases;
        this.heartbeats = heartbeats;
    }

    /** Runs the code in the calling thread and tells how it ended. */
    RunResult run(Job code) {
        begin();
        RunResult result;
        try {
            result = returned(code.run(this));
        } catch (Throwable e) {
            result = threw(e);
        } finally {
            end();
        }
        return result;
    }

    /** Tells the code to end; the first reason stays. */
    synchronized void stop(Stop reason) {
        if (stop == null) {
            stop = reason;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Stops the run when it is too long, or when other nodes may soon take it for dead. */
    void check(double leaseInDanger) {
        if (elapsed().compareTo(limit) > 0) {
            stop(new Stop.TooLong(limit));
        } else if (heartbeats.getFractionDead() >= leaseInDanger) {
            stop(new Stop.LeaseInDanger("its node could not prolong its lease: " + heartbeats.describe()));
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    LeaseRepository.Lease lease() {
        return lease;
    }

    JobRow row() {
        return row;
    }

    Instant startedAt() {
        return startedAt;
    }

    @Override
    public String job() {
        return lease.job();
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public int attempt() {
        return row.failures() + 1;
    }

    @Override
    public Instant dueAt() {
        return dueAt;
    }

    @Override
    public boolean stopRequested() {
        return stop != null;
    }

    @Override
    public Optional<String> stopReason() {
        return Optional.ofNullable(stop).map(Stop::sentence);
    }

    @Override
    public void requireLease(Connection transaction) throws SQLException, LeaseLostException {
        if (!leases.lock(transaction, lease)) {
            throw new LeaseLostException(lease.job());
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (stop != null) {
            thread.interrupt();
        }
    }

    private synchronized void end() {
        thread = null;
        // An interruption was for the job; what follows for the run must not suffer from it.
        Thread.interrupted();
    }

    private RunResult returned(JobOutcome outcome) {
        Stop reason = stop;
        return reason == null ? new RunResult.Returned(outcome) : reason.result("it had come to: " + sentence(outcome));
    }

    private RunResult threw(Throwable e) {
        Stop reason = stop;
        if (reason != null) {
            return reason.result("it ended with " + Failures.describe(e));
        }
        return new RunResult.Failed(Failures.describe(e));
    }

    private static String sentence(JobOutcome outcome) {
        return switch (outcome) {
            case JobOutcome.Done(String what) -> what;
            case JobOutcome.Nothing(String why) -> why;
            case JobOutcome.Again(var after, String why) -> why;
        };
    }
}
