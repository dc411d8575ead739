package io.whypfs.scheduler.buckets;

import java.sql.SQLException;

/** Runs work on the ledger, each in a transaction of its own. */
@FunctionalInterface
public interface Transactions {

    /** Some work on the ledger. */
    @FunctionalInterface
    interface Work<T> {
        T on(Ledger ledger) throws SQLException;
    }

    /**
     * Does the work and commits.
     *
     * @throws SQLException nothing was committed, or, when the storage went away, it is not known
     */
    <T> T run(Work<T> work) throws SQLException;
}
