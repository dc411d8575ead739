package io.whypfs.scheduler.processor;

import io.whypfs.queue.Job;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobRun;
import io.whypfs.scheduler.buckets.JdbcTransactions;
import io.whypfs.scheduler.buckets.LeaseGuard;
import java.sql.SQLException;

/** The processor as a job. */
public final class ProcessorJob implements Job {

    private final Processor processor;
    private final JdbcTransactions transactions;

    public ProcessorJob(Processor processor, JdbcTransactions transactions) {
        this.processor = processor;
        this.transactions = transactions;
    }

    @Override
    public JobOutcome run(JobRun run) throws SQLException {
        int sealed = processor.sealAll(transactions.guardedBy(LeaseGuard.of(run)), run::stopRequested);
        return sealed == 0
                ? JobOutcome.nothing("No bucket is due to be sealed.")
                : JobOutcome.done("Sealed buckets: " + sealed + ".");
    }
}
