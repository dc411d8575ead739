package io.whypfs.scheduler.checker;

import io.whypfs.queue.Job;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobRun;
import io.whypfs.scheduler.buckets.JdbcTransactions;
import io.whypfs.scheduler.buckets.LeaseGuard;
import java.sql.SQLException;

/** The checker as a job. */
public final class CheckerJob implements Job {

    private final Checker checker;
    private final JdbcTransactions transactions;

    public CheckerJob(Checker checker, JdbcTransactions transactions) {
        this.checker = checker;
        this.transactions = transactions;
    }

    @Override
    public JobOutcome run(JobRun run) throws SQLException {
        Checker.Report report = checker.check(transactions.guardedBy(LeaseGuard.of(run)), run::stopRequested);
        return report.completed() == 0 && report.audited() == 0
                ? JobOutcome.nothing("Every completed bucket has its deals, or was told of within the audit period.")
                : JobOutcome.done("Buckets completed: " + report.completed() + ", told as lacking deals: "
                        + report.audited() + ".");
    }
}
