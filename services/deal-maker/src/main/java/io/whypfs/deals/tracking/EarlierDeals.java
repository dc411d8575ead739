package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.deals.wallet.WalletException;
import java.util.List;
import java.util.Optional;

/**
 * Whether an earlier deal of the piece, given up here, may live on with its provider: one that was published while nobody
 * told us. Such a provider gets no second deal of the piece.
 */
final class EarlierDeals {

    private final DealStore store;
    private final StatusQuestion question;
    private final ChainSight sight;
    private final DealPolicy policy;

    EarlierDeals(DealStore store, StatusQuestion question, ChainSight sight, DealPolicy policy) {
        this.store = store;
        this.question = question;
        this.sight = sight;
        this.policy = policy;
    }

    /**
     * What is in the way of a new offer.
     *
     * @param why one sentence
     * @param untilEpoch when to look again
     */
    record Obstacle(String why, long untilEpoch) {}

    Optional<Obstacle> obstacle(Deal planned, Moment now) throws ChainException, WalletException {
        List<Deal> givenUp = store.dealsOf(planned.pieceCid()).stream()
                .filter(deal -> deal.provider().equals(planned.provider()) && mayLiveOn(deal, now))
                .toList();
        for (Deal earlier : givenUp) {
            Optional<Obstacle> found = obstacle(planned, earlier, now);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean mayLiveOn(Deal deal, Moment now) {
        Offer offer = deal.state().offerOrNull();
        if (offer == null || offer.endEpoch() <= now.epoch()) {
            return false;
        }
        return switch (deal.state()) {
            case DealState.Failed _ -> true;
            // It refused a second sending, and may have taken the first.
            case DealState.Rejected rejected -> rejected.retryEpoch() >= offer.startEpoch();
            default -> false;
        };
    }

    private Optional<Obstacle> obstacle(Deal planned, Deal earlier, Moment now) throws ChainException, WalletException {
        StatusReply reply = question.ask(earlier);
        Deal heard = earlier;
        if (reply instanceof StatusReply.Known known) {
            heard = ProviderStep.hearing(earlier, known.response(), now);
        } else if (reply instanceof StatusReply.Unreachable away) {
            return Optional.of(new Obstacle(
                    "The provider does not say what became of its earlier deal " + earlier.id() + " of this piece: "
                            + ProviderWords.sentence(away.why()),
                    now.epoch() + policy.retries().backOff(planned.terms().attempt() - 1)));
        }
        return isOnChain(heard, now)
                ? Optional.of(new Obstacle(
                        "The provider published its earlier deal " + earlier.id()
                                + " of this piece after it was given up here.",
                        endOf(earlier)))
                : Optional.empty();
    }

    private boolean isOnChain(Deal heard, Moment now) throws ChainException {
        Offer offer = heard.state().offerOrNull();
        boolean hasPlace = heard.hints().arePublished() || heard.state().publicationOrNull() != null;
        if (offer == null || !hasPlace || !(sight.look(heard, offer, now) instanceof Sight.Found found)) {
            return false;
        }
        Optional<OnChainDeal> deal = sight.deal(found.publication().dealId());
        return deal.isPresent()
                && !deal.get().isSlashed()
                && sight.differences(offer, deal.get()).isEmpty();
    }

    private static long endOf(Deal deal) {
        Offer offer = deal.state().offerOrNull();
        return offer == null ? 0 : offer.endEpoch();
    }
}
