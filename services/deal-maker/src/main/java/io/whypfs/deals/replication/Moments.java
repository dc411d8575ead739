package io.whypfs.deals.replication;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Moment;
import java.time.Clock;

/** Tells the time of the clock and of the chain together. */
public final class Moments {

    private final Chain chain;
    private final Clock clock;

    public Moments(Chain chain, Clock clock) {
        this.chain = chain;
        this.clock = clock;
    }

    /** @throws ChainException when the node is away, behind, or on another network */
    public Moment now() throws ChainException {
        return new Moment(clock.instant(), chain.head(), chain.network().epochLength());
    }
}
