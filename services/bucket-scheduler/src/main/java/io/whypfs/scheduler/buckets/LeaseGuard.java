package io.whypfs.scheduler.buckets;

import io.whypfs.queue.JobRun;
import io.whypfs.queue.LeaseLostException;
import java.sql.SQLException;

/** Lets a transaction of a job commit only while its run holds the job. */
public final class LeaseGuard {

    private LeaseGuard() {}

    public static JdbcTransactions.Guard of(JobRun run) {
        return connection -> {
            try {
                run.requireLease(connection);
            } catch (LeaseLostException e) {
                throw new SQLException(e.getMessage(), e);
            }
        };
    }
}
