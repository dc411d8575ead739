package io.whypfs.queue;

import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A run outside any queue. */
record RunByHand(String job, Map<String, String> parameters, Instant dueAt) implements JobRun {

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public boolean stopRequested() {
        return false;
    }

    @Override
    public Optional<String> stopReason() {
        return Optional.empty();
    }

    @Override
    public void requireLease(Connection transaction) {
        // nobody else can take over a run that no queue knows
    }
}
