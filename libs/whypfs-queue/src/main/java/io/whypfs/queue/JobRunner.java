package io.whypfs.queue;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes what db-scheduler has picked for this node, and writes how it ended. */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration A_LITTLE = Duration.ofSeconds(1);
    private static final int TRIES_TO_WRITE = 3;

    private final RunBook book;
    private final LeaseRepository leases;
    private final JobTypes types;
    private final Settings settings;
    private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * Who runs and how.
     *
     * @param timeout of runs whose job has no limit of its own
     * @param dueSoon hears when a job of this node is due next
     */
    record Settings(String node, Clock clock, Duration timeout, JobListener listener, Consumer<Instant> dueSoon) {}

    JobRunner(RunBook book, LeaseRepository leases, JobTypes types, Settings settings) {
        this.book = book;
        this.leases = leases;
        this.types = types;
        this.settings = settings;
    }

    /** The runs under way on this node. */
    Collection<ActiveRun> active() {
        return active.values();
    }

    /** Stops a run on this node; false when the job does not run here. */
    boolean cancel(String job, String why) {
        Optional<ActiveRun> run = Optional.ofNullable(active.get(job));
        run.ifPresent(present -> present.stop(new Stop.Cancel(why)));
        return run.isPresent();
    }

    /** From now on nothing begins, and everything under way is told to stop. */
    void close() {
        closing = true;
        active.values().forEach(run -> run.stop(new Stop.NodeCloses()));
    }

    /** db-scheduler's execution handler. Everything has been written when it returns. */
    CompletionHandler<Void> execute(ExecutionContext context) {
        Execution picked = context.getExecution();
        LeaseRepository.Lease lease = new LeaseRepository.Lease(picked.getTaskName(), picked.getId(), picked.version);
        Instant now = settings.clock().instant();
        if (closing) {
            book.postpone(lease, now);
        } else if (active.containsKey(lease.job())) {
            // This node lost the lease of a run that does not heed its stop, and no other node took the job.
            book.postpone(lease, now.plus(A_LITTLE));
        } else {
            Optional<JobRow> row = book.begin(lease, now);
            row.ifPresent(present -> run(context, lease, present, now));
        }
        return (complete, operations) -> {
            // The lease was released with the rest, in one transaction.
        };
    }

    /** db-scheduler's handler of executions whose node has not prolonged its lease. */
    void dead(Execution execution) {
        LeaseRepository.Lease lease =
                new LeaseRepository.Lease(execution.getTaskName(), execution.getId(), execution.version);
        ActiveRun mine = active.get(lease.job());
        if (mine != null && mine.lease().equals(lease)) {
            LOG.warn("job={} still runs here although its lease could not be prolonged in time", lease.job());
            return;
        }
        Instant now = settings.clock().instant();
        Optional<JobStep> step = book.dead(lease, execution.executionTime, execution.pickedBy, now);
        step.flatMap(JobStep::runAt).ifPresent(settings.dueSoon());
        LOG.warn(
                "job={} node={} stopped answering in the middle of a run; it runs again",
                lease.job(),
                execution.pickedBy);
    }

    private void run(ExecutionContext context, LeaseRepository.Lease lease, JobRow row, Instant now) {
        JobType type = types.get(lease.type());
        ActiveRun run = new ActiveRun(
                new ActiveRun.Task(
                        lease,
                        row,
                        types.effective(row.definition()),
                        context.getExecution().executionTime,
                        now,
                        row.definition().limits().timeout().orElse(settings.timeout())),
                leases,
                context.getCurrentlyExecuting().getHeartbeatState());
        active.put(lease.job(), run);
        if (closing) {
            run.stop(new Stop.NodeCloses());
        }
        settings.listener().started(type.name());
        Optional<JobStep> step;
        try {
            RunResult result = run.run(type.job());
            step = write(run, result);
            settings.listener().ended(type.name(), end(result), run.elapsed());
        } finally {
            active.remove(lease.job(), run);
        }
        step.flatMap(JobStep::runAt).ifPresent(settings.dueSoon());
    }

    private Optional<JobStep> write(ActiveRun run, RunResult result) {
        RunBook.Ended ended =
                new RunBook.Ended(run.lease(), run.row(), result, run.startedAt(), run.elapsed(), settings.node());
        for (int tries = 1; ; tries++) {
            try {
                Optional<JobStep> step = book.end(ended, settings.clock().instant());
                log(run, step);
                return step;
            } catch (JobStoreException e) {
                if (tries == TRIES_TO_WRITE) {
                    LOG.error(
                            "job={} the end of a run could not be written; it counts as lost and runs again",
                            run.job(),
                            e);
                    return Optional.empty();
                }
                LOG.warn("job={} the end of a run could not be written, tried again: {}", run.job(), e.getMessage());
            }
        }
    }

    private void log(ActiveRun run, Optional<JobStep> step) {
        if (step.isEmpty()) {
            LOG.warn(
                    "job={} lost its lease while it ran; what it wrote by itself stays, its end is not kept",
                    run.job());
            return;
        }
        step.get()
                .entry()
                .filter(entry -> entry.end() != RunEnd.DONE)
                .ifPresent(entry ->
                        LOG.warn("job={} attempt={} end={} {}", run.job(), entry.attempt(), entry.end(), entry.why()));
    }

    private static RunEnd end(RunResult result) {
        return switch (result) {
            case RunResult.Returned(JobOutcome.Done done) -> RunEnd.DONE;
            case RunResult.Returned(JobOutcome.Nothing nothing) -> RunEnd.NOTHING;
            case RunResult.Returned(JobOutcome.Again again) -> RunEnd.AGAIN;
            case RunResult.Failed failed -> RunEnd.FAILED;
            case RunResult.TimedOut late -> RunEnd.TIMED_OUT;
            case RunResult.Cancelled cancelled -> RunEnd.CANCELLED;
            case RunResult.Stopped stopped -> RunEnd.STOPPED;
            case RunResult.NodeLost lost -> RunEnd.NODE_LOST;
        };
    }
}
