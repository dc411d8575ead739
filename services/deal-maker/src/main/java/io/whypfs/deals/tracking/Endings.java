package io.whypfs.deals.tracking;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.providers.Evidence;

/** Decisions that end a deal, and when its provider may be asked again for the piece. */
final class Endings {

    private static final String REPLACE = "Another provider takes its place.";

    private final DealPolicy policy;

    Endings(DealPolicy policy) {
        this.policy = policy;
    }

    /**
     * The deal failed, but its provider holds a signed proposal that can still be published: no other is made to it for
     * this piece before that one cannot be published any more.
     */
    Decision failedWhileLive(Deal deal, Offer offer, String why, Moment now) {
        return failed(deal, offer, why, now, offer.startEpoch() + policy.finality());
    }

    /** The deal failed, and its provider will do nothing more about it. */
    Decision failedForGood(Deal deal, Offer offer, String why, Moment now, int failuresBefore) {
        return failed(deal, offer, why, now, now.epoch() + policy.retries().backOff(failuresBefore));
    }

    private Decision failed(Deal deal, Offer offer, String why, Moment now, long retryEpoch) {
        return Decision.of(
                over(deal, new DealState.Failed(offer, deal.state().publicationOrNull(), retryEpoch), why, now),
                new Evidence.Failed(why));
    }

    /** A state that nothing leaves. */
    static Deal over(Deal deal, DealState state, String why, Moment now) {
        return deal.in(state, new Reason(why, REPLACE), now, Long.MAX_VALUE);
    }
}
