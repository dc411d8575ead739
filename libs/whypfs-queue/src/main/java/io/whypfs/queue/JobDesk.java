package io.whypfs.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people and code ask of jobs; each wish is one transaction that locks the job. */
final class JobDesk {

    static final String NEW = "defined, has not run yet";

    private final Transactions transactions;
    private final JobRepository jobs;
    private final LeaseRepository leases;
    private final HistoryRepository history;
    private final JobTypes types;
    private final Clock clock;

    JobDesk(
            Transactions transactions,
            JobRepository jobs,
            LeaseRepository leases,
            HistoryRepository history,
            JobTypes types,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.leases = leases;
        this.history = history;
        this.types = types;
        this.clock = clock;
    }

    JobStatus define(JobDefinition definition) {
        Instant now = clock.instant();
        if (definition.system()) {
            throw new BadJobException("System jobs are defined in code only.");
        }
        types.check(definition, now);
        Instant first = definition.schedule().firstAt(now).orElseThrow();
        return transactions.ask(connection -> {
            if (!jobs.insert(connection, definition, NEW, now)) {
                throw new JobExistsException(definition.name());
            }
            leases.insert(connection, definition.type(), definition.name(), first);
            return status(connection, definition.name());
        });
    }

    JobStatus runNow(String name) {
        return change(name, (connection, row) -> {
            if (row.standing() == JobState.PAUSED) {
                throw new JobStateException("The job '" + name + "' is paused (" + row.why() + "); resume it first.");
            }
            if (row.standing() == JobState.FINISHED) {
                throw new JobStateException("The job '" + name + "' does not run any more: " + row.why() + ".");
            }
            if (!leases.move(connection, row.definition().type(), name, clock.instant())) {
                throw new JobStateException("The job '" + name + "' runs already.");
            }
        });
    }

    JobStatus pause(String name, String why) {
        return change(name, (connection, row) -> {
            if (row.standing() == JobState.FINISHED) {
                throw new JobStateException("The job '" + name + "' does not run any more: " + row.why() + ".");
            }
            if (row.standing() != JobState.PAUSED) {
                leases.withdraw(connection, row.definition().type(), name);
                stand(connection, row, JobState.PAUSED, why, row.failures());
            }
        });
    }

    JobStatus resume(String name) {
        return change(name, (connection, row) -> {
            if (row.standing() != JobState.PAUSED) {
                throw new JobStateException("The job '" + name + "' is not paused.");
            }
            Instant now = clock.instant();
            Optional<Instant> first = row.definition().schedule().firstAt(now);
            if (first.isEmpty()) {
                stand(connection, row, JobState.FINISHED, "finished: its schedule has no further time", 0);
            } else {
                stand(connection, row, JobState.WAITING, "resumed", 0);
                leases.insert(connection, row.definition().type(), name, first.get());
            }
        });
    }

    JobStatus cancel(String name, String why) {
        return change(name, (connection, row) -> {
            requireRunning(connection, row);
            jobs.askToCancel(connection, name, why);
        });
    }

    void remove(String name) {
        transactions.run(connection -> {
            JobRow row = locked(connection, name);
            JobDefinition definition = row.definition();
            if (definition.system()) {
                throw new JobStateException(
                        "The job '" + name + "' belongs to the system and cannot be removed; it can be paused.");
            }
            if (due(connection, row).flatMap(LeaseRepository.Due::node).isPresent()) {
                throw new JobStateException(
                        "The job '" + name + "' runs now; cancel the run and remove the job when it has ended.");
            }
            leases.withdraw(connection, definition.type(), name);
            jobs.delete(connection, name);
        });
    }

    List<JobStatus> list() {
        return transactions.ask(connection -> {
            Map<String, LeaseRepository.Due> due = leases.all(connection);
            Map<String, PastRun> newest = history.newestOfAll(connection);
            return jobs.all(connection).stream()
                    .map(row -> JobWords.status(
                            row,
                            Optional.ofNullable(due.get(row.name())),
                            Optional.ofNullable(newest.get(row.name())),
                            types.knows(row.definition().type())))
                    .toList();
        });
    }

    JobStatus get(String name) {
        return transactions.ask(connection -> status(connection, name));
    }

    List<PastRun> runs(String name, int limit) {
        return transactions.ask(connection -> {
            if (jobs.find(connection, name).isEmpty()) {
                throw new UnknownJobException(name);
            }
            return history.newest(connection, name, limit);
        });
    }

    @FunctionalInterface
    private interface Change {
        void on(Connection connection, JobRow row) throws SQLException;
    }

    private JobStatus change(String name, Change change) {
        return transactions.ask(connection -> {
            change.on(connection, locked(connection, name));
            return status(connection, name);
        });
    }

    private JobRow locked(Connection connection, String name) throws SQLException {
        return jobs.lock(connection, name).orElseThrow(() -> new UnknownJobException(name));
    }

    private void requireRunning(Connection connection, JobRow row) throws SQLException {
        if (due(connection, row).flatMap(LeaseRepository.Due::node).isEmpty()) {
            throw new JobStateException(
                    "The job '" + row.name() + "' does not run now, so there is nothing to cancel.");
        }
    }

    private Optional<LeaseRepository.Due> due(Connection connection, JobRow row) throws SQLException {
        return leases.find(connection, row.definition().type(), row.name());
    }

    private JobStatus status(Connection connection, String name) throws SQLException {
        JobRow row = jobs.find(connection, name).orElseThrow(() -> new UnknownJobException(name));
        return JobWords.status(
                row,
                due(connection, row),
                history.newest(connection, name, 1).stream().findFirst(),
                types.knows(row.definition().type()));
    }

    private void stand(Connection connection, JobRow row, JobState standing, String why, int failures)
            throws SQLException {
        JobStep step = new JobStep(standing, why, Optional.empty(), row.runs(), failures, Optional.empty());
        jobs.stand(connection, row.name(), step, clock.instant());
    }
}
