package io.whypfs.deals.funds;

import java.time.Instant;
import java.util.Optional;

/** Whether one more proposal can be paid for. */
public sealed interface Standing {

    /** It can. */
    record Enough() implements Standing {}

    /**
     * Not yet: money is on its way into escrow.
     *
     * @param why one sentence
     * @param nextAt when to ask again
     */
    record ToppingUp(String why, Optional<Instant> nextAt) implements Standing {}

    /**
     * It cannot, and this service alone cannot change that.
     *
     * @param why one sentence
     * @param next what happens or what the operator can do
     */
    record Short(String why, String next) implements Standing {}
}
