package io.whypfs.devnet.http;

import java.time.Clock;

/** At most so many requests in each second. Thread safe. */
public final class RateLimit {

    private final Clock clock;
    private final int perSecond;
    private long second;
    private int used;

    public RateLimit(Clock clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
    }

    /** False when this second's share is used up. */
    public synchronized boolean pass() {
        long now = clock.millis() / 1000;
        if (now != second) {
            second = now;
            used = 0;
        }
        used++;
        return used <= perSecond;
    }
}
