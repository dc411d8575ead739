package io.whypfs.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a run writes: its beginning, which may be refused, and its end, in one transaction with the release of its lease. */
final class RunBook {

    /** Jobs that run more often than this have their history gathered and their empty runs not written at all. */
    private static final Duration OFTEN = Duration.ofMinutes(1);

    /** Shorter runs are not noted as running in {@code jobs}. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final JobRepository jobs;
    private final LeaseRepository leases;
    private final HistoryRepository history;
    private final JobCourse course;

    RunBook(
            Transactions transactions,
            JobRepository jobs,
            LeaseRepository leases,
            HistoryRepository history,
            JobCourse course) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.leases = leases;
        this.history = history;
        this.course = course;
    }

    /** A run that ended. */
    record Ended(
            LeaseRepository.Lease lease,
            JobRow before,
            RunResult result,
            Instant startedAt,
            Duration took,
            String node) {}

    /** The job that a lease was taken for; empty when it must not run, and then the lease is gone. */
    Optional<JobRow> begin(LeaseRepository.Lease lease, Instant now) {
        return transactions.ask(connection -> {
            Optional<JobRow> row = jobs.find(connection, lease.job());
            if (row.isEmpty() || !mayRun(row.get())) {
                leases.release(connection, lease, Optional.empty());
                return Optional.empty();
            }
            Optional<String> over = JobCourse.over(row.get().definition(), now);
            if (over.isPresent()) {
                finish(connection, lease, row.get(), over.get(), now);
                return Optional.empty();
            }
            if (row.get().cancelWhy().isPresent() || row.get().runStartedAt().isPresent()) {
                jobs.stand(connection, lease.job(), unchanged(row.get()), now);
            }
            return row;
        });
    }

    /**
     * Writes what follows a run.
     *
     * @return what follows; empty when the lease was lost, and nothing was written
     */
    Optional<JobStep> end(Ended run, Instant now) {
        JobStep foreseen = course.after(run.before(), run.result(), now);
        return transactions.ask(connection -> {
            if (leavesNoTrace(run, foreseen)) {
                return leases.release(connection, run.lease(), foreseen.runAt())
                        ? Optional.of(foreseen)
                        : Optional.empty();
            }
            Optional<JobRow> row = jobs.lock(connection, run.lease().job());
            JobStep step =
                    row.map(present -> course.after(present, run.result(), now)).orElse(foreseen);
            Optional<Instant> next = row.isPresent() ? step.runAt() : Optional.empty();
            if (!leases.release(connection, run.lease(), next)) {
                return Optional.empty();
            }
            if (row.isPresent()) {
                jobs.stand(connection, run.lease().job(), step, now);
                keep(connection, run, step, now);
            }
            return Optional.of(step);
        });
    }

    /** Writes what follows a run whose node was found dead. */
    Optional<JobStep> dead(LeaseRepository.Lease lease, Instant dueAt, String node, Instant now) {
        return transactions.ask(connection -> {
            Optional<JobRow> row = jobs.lock(connection, lease.job());
            RunResult lost = new RunResult.NodeLost("the node " + node + " stopped answering in the middle of a run");
            Optional<JobStep> step = row.map(present -> course.after(present, lost, now));
            if (!leases.release(connection, lease, step.flatMap(JobStep::runAt))) {
                return Optional.empty();
            }
            if (step.isPresent()) {
                Instant startedAt = row.get().runStartedAt().orElse(dueAt);
                jobs.stand(connection, lease.job(), step.get(), now);
                Ended run = new Ended(lease, row.get(), lost, startedAt, Duration.ZERO, node);
                keep(connection, run, step.get(), now);
            }
            return step;
        });
    }

    /** Lets the job wait a little without having run. */
    void postpone(LeaseRepository.Lease lease, Instant until) {
        transactions.run(connection -> leases.release(connection, lease, Optional.of(until)));
    }

    /** Notes that a run takes longer than a moment; answers why it is to be cancelled, if it is. */
    Optional<String> noteRunning(ActiveRun run) {
        return transactions.ask(connection -> jobs.noteRunning(connection, run.job(), run.startedAt()));
    }

    private void keep(Connection connection, Ended run, JobStep step, Instant now) throws SQLException {
        if (step.entry().isEmpty()) {
            return;
        }
        JobStep.Entry entry = step.entry().get();
        HistoryRepository.NewRun entered =
                new HistoryRepository.NewRun(run.lease().job(), entry, run.startedAt(), now, run.node());
        boolean gathered = entry.end() == RunEnd.DONE
                && often(run.before().definition())
                && history.gather(connection, entered, OFTEN);
        if (!gathered) {
            history.add(connection, entered);
        }
    }

    private void finish(Connection connection, LeaseRepository.Lease lease, JobRow row, String why, Instant now)
            throws SQLException {
        if (leases.release(connection, lease, Optional.empty())) {
            jobs.stand(
                    connection,
                    lease.job(),
                    new JobStep(JobState.FINISHED, why, Optional.empty(), row.runs(), row.failures(), Optional.empty()),
                    now);
        }
    }

    /** A run of a frequent job that changes nothing but the time of the next one costs one statement. */
    private static boolean leavesNoTrace(Ended run, JobStep step) {
        JobRow before = run.before();
        return step.entry().isEmpty()
                && often(before.definition())
                && before.definition().limits().equals(JobLimits.none())
                && before.standing() == JobState.WAITING
                && step.standing() == JobState.WAITING
                && before.why().equals(step.why())
                && before.failures() == step.failures()
                && run.took().compareTo(MOMENT) < 0;
    }

    private static boolean often(JobDefinition definition) {
        return definition.schedule() instanceof JobSchedule.Every(Duration interval) && interval.compareTo(OFTEN) < 0;
    }

    private static boolean mayRun(JobRow row) {
        return row.standing() == JobState.WAITING || row.standing() == JobState.FAILING;
    }

    private static JobStep unchanged(JobRow row) {
        return new JobStep(row.standing(), row.why(), Optional.empty(), row.runs(), row.failures(), Optional.empty());
    }
}
