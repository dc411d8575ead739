package io.whypfs.deals.protocol;

import java.time.Duration;
import java.util.Optional;

/** What became of an offer. */
public sealed interface ProposalReply {

    /** The provider queued the offer. */
    record Accepted() implements ProposalReply {}

    /**
     * The provider refused, for good as far as this offer goes; {@link RejectionClass#DUPLICATE} says that it has it.
     *
     * @param message the provider's words
     */
    record Rejected(String message, RejectionClass rejection) implements ProposalReply {}

    /**
     * The offer may have arrived: ask for the status under its UUID, and send the same bytes again when it is not known.
     *
     * @param why one sentence
     */
    record Unclear(String why) implements ProposalReply {}

    /**
     * The offer surely did not arrive.
     *
     * @param why one sentence
     */
    record Unreachable(String why) implements ProposalReply {}

    /**
     * The provider has too much to do and did not take the offer.
     *
     * @param why one sentence
     * @param retryAfter how long it wants to be left alone, when it says so
     */
    record Busy(String why, Optional<Duration> retryAfter) implements ProposalReply {}
}
