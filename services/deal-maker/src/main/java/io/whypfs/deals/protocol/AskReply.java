package io.whypfs.deals.protocol;

import io.whypfs.filecoin.mk12.AskResponse.SignedAsk;

/** What a provider says about its terms. */
public sealed interface AskReply {

    /** Its terms; the signature is not checked yet. */
    record Told(SignedAsk ask) implements AskReply {}

    /**
     * It answered, and has no terms.
     *
     * @param why one sentence
     */
    record None(String why) implements AskReply {}

    /**
     * No answer, or none of use.
     *
     * @param why one sentence
     */
    record Unreachable(String why) implements AskReply {}
}
