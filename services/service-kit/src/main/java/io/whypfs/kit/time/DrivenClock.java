package io.whypfs.kit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands ahead of another one by an offset that may change at any moment. Thread safe. */
final class DrivenClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> offset;

    DrivenClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private DrivenClock(Clock base, AtomicReference<Duration> offset) {
        this.base = base;
        this.offset = offset;
    }

    void moveTo(Duration ahead) {
        offset.set(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new DrivenClock(base.withZone(zone), offset);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }
}
