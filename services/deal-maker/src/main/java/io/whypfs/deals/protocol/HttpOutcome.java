package io.whypfs.deals.protocol;

import java.util.Optional;

/** What became of a request to a provider. */
sealed interface HttpOutcome {

    /**
     * An answer, whole.
     *
     * @param retryAfter the header of that name
     * @param body at most as long as the limit; borrowed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Optional<String> retryAfter, byte[] body) implements HttpOutcome {}

    /**
     * No byte of the request left.
     *
     * @param why one sentence
     */
    record NotSent(String why) implements HttpOutcome {}

    /**
     * The request, or a part of it, left, and no whole answer came.
     *
     * @param why one sentence
     */
    record NoAnswer(String why) implements HttpOutcome {}
}
