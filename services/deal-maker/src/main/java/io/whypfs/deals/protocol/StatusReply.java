package io.whypfs.deals.protocol;

import io.whypfs.filecoin.mk12.DealStatusResponse;

/** What a provider says about a deal. */
public sealed interface StatusReply {

    /** It knows the deal. The response's own error is empty; the status may hold one. */
    record Known(DealStatusResponse response) implements StatusReply {}

    /**
     * It says that it knows no such deal. Curio says the same when its database fails it, so of a deal that was accepted one
     * such word is no proof.
     *
     * @param why the provider's words
     */
    record Unknown(String why) implements StatusReply {}

    /**
     * No answer, or none of use: nothing is known about the deal.
     *
     * @param why one sentence
     */
    record Unreachable(String why) implements StatusReply {}
}
