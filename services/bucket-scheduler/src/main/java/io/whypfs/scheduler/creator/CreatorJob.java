package io.whypfs.scheduler.creator;

import io.whypfs.queue.Job;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobRun;
import io.whypfs.scheduler.buckets.JdbcTransactions;
import io.whypfs.scheduler.buckets.LeaseGuard;
import java.sql.SQLException;

/** The creator as a job. */
public final class CreatorJob implements Job {

    private final Assignment assignment;
    private final JdbcTransactions transactions;

    public CreatorJob(Assignment assignment, JdbcTransactions transactions) {
        this.assignment = assignment;
        this.transactions = transactions;
    }

    @Override
    public JobOutcome run(JobRun run) throws SQLException {
        Assignment.Report report = assignment.assignAll(transactions.guardedBy(LeaseGuard.of(run)), run::stopRequested);
        return report.placed() == 0 && report.sealed() == 0
                ? JobOutcome.nothing("No content waits that a bucket could take.")
                : JobOutcome.done("Contents assigned: " + report.assigned() + ", set aside as too large: "
                        + report.setAside() + ". Buckets sealed because they were full: " + report.sealed() + ".");
    }
}
