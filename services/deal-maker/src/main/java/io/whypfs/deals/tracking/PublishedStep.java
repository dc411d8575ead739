package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.deals.Publication;
import io.whypfs.deals.deals.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Waits until what the chain took cannot be undone, and compares it with what we proposed. */
final class PublishedStep implements Step {

    private final ChainSight sight;
    private final Endings endings;
    private final DealPolicy policy;

    PublishedStep(ChainSight sight, Endings endings, DealPolicy policy) {
        this.sight = sight;
        this.endings = endings;
        this.policy = policy;
    }

    @Override
    public Decision look(Deal deal, Moment now, boolean armed) throws ChainException {
        Offer offer = Objects.requireNonNull(deal.state().offerOrNull());
        return switch (sight.look(deal, offer, now)) {
            case Sight.Found found -> onChain(deal, offer, found.publication(), now);
            case Sight.Lost lost -> endings.failedWhileLive(deal, offer, lost.why(), now);
            case Sight.NotYet notYet -> gone(deal, offer, notYet, now);
        };
    }

    private Decision onChain(Deal deal, Offer offer, Publication publication, Moment now) throws ChainException {
        Optional<OnChainDeal> found = sight.deal(publication.dealId());
        if (found.isPresent()) {
            List<String> differences = sight.differences(offer, found.get());
            if (!differences.isEmpty()) {
                return endings.failedWhileLive(
                        deal,
                        offer,
                        "The chain's deal " + publication.dealId() + " is not the one we proposed: "
                                + String.join(", ", differences) + ".",
                        now);
            }
        }
        long believed = publication.height() + policy.finality();
        if (now.epoch() < believed) {
            return following(deal, offer, publication, believed, now);
        }
        if (found.isEmpty()) {
            return endings.failedWhileLive(
                    deal, offer, "The chain does not have the deal " + publication.dealId() + " it gave out.", now);
        }
        return Decision.of(deal.in(
                new DealState.Sealing(offer, publication, found.get().proposal().cid()),
                new Reason(
                        "The chain has exactly our proposal as deal " + publication.dealId()
                                + ", and the provider is sealing the piece.",
                        "The provider proves the piece by the start epoch " + offer.startEpoch() + ".",
                        now.timeOf(offer.startEpoch())),
                now,
                now.epoch() + policy.polls().sealing()));
    }

    private Decision following(Deal deal, Offer offer, Publication publication, long believed, Moment now) {
        Publication before = Objects.requireNonNull(deal.state().publicationOrNull());
        String why = before.dealId() == publication.dealId()
                ? "The chain took it as deal " + publication.dealId() + "."
                : "The chain was reorganised: deal " + before.dealId() + " is deal " + publication.dealId() + " now.";
        Reason reason = new Reason(
                before.dealId() == publication.dealId() ? deal.reason().why() : why,
                "Once enough epochs lie on top, it is compared with our proposal and counts as published for good.",
                now.timeOf(believed));
        long due = Math.min(believed, now.epoch() + policy.polls().published());
        return Decision.of(deal.still(new DealState.Published(offer, publication), reason, due));
    }

    private Decision gone(Deal deal, Offer offer, Sight.NotYet notYet, Moment now) {
        if (now.epoch() > offer.startEpoch() + policy.finality()) {
            return endings.failedWhileLive(deal, offer, notYet.why() + " Its start has passed.", now);
        }
        return Decision.of(deal.waiting(
                new Reason(
                        "The chain was reorganised and does not have the deal at the moment. " + notYet.why(),
                        "The message usually lands again, and the deal may get another number.",
                        now.timeOf(offer.startEpoch() + policy.finality())),
                now.epoch() + policy.polls().published()));
    }
}
