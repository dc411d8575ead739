package io.whypfs.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Holds the jobs that code and configuration define against those of the database. */
final class SystemJobs {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final LeaseRepository leases;
    private final JobTypes types;
    private final Clock clock;

    SystemJobs(Transactions transactions, JobRepository jobs, LeaseRepository leases, JobTypes types, Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.leases = leases;
        this.types = types;
        this.clock = clock;
    }

    /** Brings the system jobs to what code and configuration say, and removes those that are defined no longer. */
    void define(Collection<JobDefinition> definitions) {
        Set<String> names = new HashSet<>();
        for (JobDefinition definition : definitions) {
            names.add(definition.name());
            transactions.run(connection -> define(connection, definition));
        }
        transactions.run(connection -> {
            for (JobRow row : jobs.all(connection)) {
                JobDefinition old = row.definition();
                if (old.system() && types.knows(old.type()) && !names.contains(old.name())) {
                    leases.withdraw(connection, old.type(), old.name());
                    jobs.delete(connection, old.name());
                }
            }
        });
    }

    private void define(Connection connection, JobDefinition definition) throws SQLException {
        Instant now = clock.instant();
        Instant first = definition.schedule().firstAt(now).orElseThrow();
        if (jobs.insert(connection, definition, JobDesk.NEW, now)) {
            leases.insert(connection, definition.type(), definition.name(), first);
            return;
        }
        JobRow row = jobs.lock(connection, definition.name()).orElseThrow();
        JobDefinition old = row.definition();
        if (!old.type().equals(definition.type())) {
            leases.withdraw(connection, old.type(), old.name());
            jobs.delete(connection, old.name());
            jobs.insert(connection, definition, JobDesk.NEW, now);
            leases.insert(connection, definition.type(), definition.name(), first);
            return;
        }
        if (!old.equals(definition)) {
            jobs.redefine(connection, definition);
        }
        boolean rescheduled = !old.schedule().equals(definition.schedule());
        if (row.standing() == JobState.FINISHED && rescheduled) {
            jobs.stand(connection, old.name(), waiting(row, "has a new schedule"), now);
        }
        if (row.standing() != JobState.PAUSED && (rescheduled || row.standing() != JobState.FINISHED)) {
            boolean moved = rescheduled && leases.move(connection, old.type(), old.name(), first);
            if (!moved) {
                leases.insert(connection, definition.type(), definition.name(), first);
            }
        }
    }

    private static JobStep waiting(JobRow row, String why) {
        return new JobStep(JobState.WAITING, why, Optional.empty(), row.runs(), 0, Optional.empty());
    }
}
