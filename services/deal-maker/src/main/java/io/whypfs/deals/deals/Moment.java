package io.whypfs.deals.deals;

import io.whypfs.deals.chain.ChainHead;
import java.time.Duration;
import java.time.Instant;

/**
 * The time at which something is decided: the clock's and the chain's.
 *
 * @param at by the clock
 * @param head the chain's newest tipset then
 * @param epochLength time from one epoch to the next
 */
public record Moment(Instant at, ChainHead head, Duration epochLength) {

    private static final long FAR = 10_000_000;

    /** The chain's height. */
    public long epoch() {
        return head.height();
    }

    /** When an epoch comes, or came, if the chain keeps its pace. */
    public Instant timeOf(long epoch) {
        long ahead = Math.clamp(epoch - head.height(), -FAR, FAR);
        return head.timestamp().plus(epochLength.multipliedBy(ahead));
    }
}
