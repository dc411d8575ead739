package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.RejectionClass;
import java.time.Duration;

/** One thing that we saw a provider do. */
public sealed interface Evidence {

    /** A deal was offered. */
    record Proposed() implements Evidence {}

    /** An offer was accepted. */
    record Accepted() implements Evidence {}

    /** An offer was refused. */
    record Rejected(RejectionClass rejection, String message) implements Evidence {}

    /** An offer was not taken because the provider has too much to do. */
    record Busy(String why) implements Evidence {}

    /** A piece was fetched as a whole. */
    record Transferred(long bytes, Duration duration) implements Evidence {}

    /**
     * A deal became active.
     *
     * @param epochs from the offer to the activation
     */
    record Activated(long epochs) implements Evidence {}

    /** A deal failed after it was accepted. */
    record Failed(String why) implements Evidence {}

    /** An active deal ended before its time. */
    record Slashed() implements Evidence {}

    /** The provider did not answer. */
    record Unreachable(String why) implements Evidence {}
}
