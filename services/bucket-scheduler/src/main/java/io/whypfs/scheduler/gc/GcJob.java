package io.whypfs.scheduler.gc;

import io.whypfs.queue.Job;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobRun;
import io.whypfs.scheduler.buckets.JdbcTransactions;
import io.whypfs.scheduler.buckets.LeaseGuard;
import java.sql.SQLException;

/** The garbage collection as a job. */
public final class GcJob implements Job {

    private final Retirement retirement;
    private final GivingUp givingUp;
    private final JdbcTransactions transactions;

    public GcJob(Retirement retirement, GivingUp givingUp, JdbcTransactions transactions) {
        this.retirement = retirement;
        this.givingUp = givingUp;
        this.transactions = transactions;
    }

    @Override
    public JobOutcome run(JobRun run) throws SQLException {
        JdbcTransactions guarded = transactions.guardedBy(LeaseGuard.of(run));
        int retired = retirement.retireAll(guarded, run::stopRequested);
        GivingUp.Report contents =
                guarded.onConnection(connection -> givingUp.run(new FailedContentRepository(connection)));
        return retired + contents.noticed() + contents.givenUp() == 0
                ? JobOutcome.nothing("Nothing is old enough.")
                : JobOutcome.done("Buckets retired: " + retired + ", contents given notice: " + contents.noticed()
                        + ", contents given up: " + contents.givenUp() + ".");
    }
}
