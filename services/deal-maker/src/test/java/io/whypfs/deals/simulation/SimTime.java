package io.whypfs.deals.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that moves when it is told to; an epoch is 30 s. */
final class SimTime extends Clock {

    static final Duration EPOCH = Duration.ofSeconds(30);
    static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
    private static final long FIRST = 1000;

    private long epoch = FIRST;

    long epoch() {
        return epoch;
    }

    void next() {
        epoch++;
    }

    Instant ofEpoch(long height) {
        return GENESIS.plus(EPOCH.multipliedBy(height));
    }

    @Override
    public Instant instant() {
        return ofEpoch(epoch);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
