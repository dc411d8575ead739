package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Publication;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.providers.Evidence;
import java.util.List;
import java.util.Optional;

/** Waits for the proof that the piece is in a sector. */
final class SealingStep implements Step {

    private final ChainSight sight;
    private final Endings endings;
    private final DealPolicy policy;

    SealingStep(ChainSight sight, Endings endings, DealPolicy policy) {
        this.sight = sight;
        this.endings = endings;
        this.policy = policy;
    }

    @Override
    public Decision look(Deal deal, Moment now, boolean armed) throws ChainException {
        DealState.Sealing sealing = (DealState.Sealing) deal.state();
        long dealId = sealing.publication().dealId();
        Optional<OnChainDeal> found = sight.deal(dealId);
        if (found.isEmpty()) {
            return missing(deal, sealing, now);
        }
        List<String> differences = sight.differences(sealing.offer(), found.get());
        if (!differences.isEmpty()) {
            // The number belongs to another deal since a reorganisation.
            return missing(deal, sealing, now);
        }
        if (found.get().isSlashed()) {
            return slashed(deal, sealing, found.get().slashEpoch(), now);
        }
        if (found.get().isActive()) {
            return proven(deal, sealing, found.get().sectorStartEpoch(), now);
        }
        if (isTooLate(sealing, now)) {
            return tooLate(deal, sealing, now);
        }
        return Decision.of(deal.waiting(
                new Reason(
                        "The chain has exactly our proposal as deal " + dealId
                                + ", and the provider is sealing the piece.",
                        "The provider proves the piece by the start epoch "
                                + sealing.offer().startEpoch() + ".",
                        now.timeOf(sealing.offer().startEpoch())),
                now.epoch() + policy.polls().sealing()));
    }

    private Decision missing(Deal deal, DealState.Sealing sealing, Moment now) throws ChainException {
        if (isTooLate(sealing, now)) {
            return tooLate(deal, sealing, now);
        }
        if (sight.look(deal, sealing.offer(), now) instanceof Sight.Found found
                && found.publication().dealId() != sealing.publication().dealId()) {
            return movedTo(deal, sealing, found.publication(), now);
        }
        return Decision.of(deal.waiting(
                new Reason(
                        "The chain does not show the deal "
                                + sealing.publication().dealId() + " at the moment.",
                        "It is looked for again; it failed if it is not proven by its start epoch "
                                + sealing.offer().startEpoch() + ".",
                        now.timeOf(sealing.offer().startEpoch() + policy.finality())),
                now.epoch() + policy.polls().sealing()));
    }

    private Decision movedTo(Deal deal, DealState.Sealing sealing, Publication publication, Moment now) {
        return Decision.of(deal.in(
                new DealState.Published(sealing.offer(), publication),
                new Reason(
                        "The chain was reorganised: deal "
                                + sealing.publication().dealId() + " is deal " + publication.dealId() + " now.",
                        "Once enough epochs lie on top, it is compared with our proposal again.",
                        now.timeOf(publication.height() + policy.finality())),
                now,
                now.epoch() + policy.polls().published()));
    }

    private Decision proven(Deal deal, DealState.Sealing sealing, long sectorStart, Moment now) {
        long believed = sectorStart + policy.finality();
        if (now.epoch() < believed) {
            return Decision.of(deal.waiting(
                    new Reason(
                            "The piece is proven to be in a sector since epoch " + sectorStart + ".",
                            "Once enough epochs lie on top, it counts as active.",
                            now.timeOf(believed)),
                    Math.min(believed, now.epoch() + policy.polls().sealing())));
        }
        long end = sealing.offer().endEpoch();
        return Decision.of(
                deal.in(
                        new DealState.Active(
                                sealing.offer(), sealing.publication(), sealing.chainProposalCid(), sectorStart, false),
                        ActiveStep.holds(end, now),
                        now,
                        now.epoch() + 1),
                new Evidence.Activated(Math.max(0, sectorStart - sealing.offer().proposedEpoch())));
    }

    private Decision slashed(Deal deal, DealState.Sealing sealing, long slashEpoch, Moment now) {
        if (now.epoch() < slashEpoch + policy.finality()) {
            return Decision.of(deal.waiting(
                    new Reason(
                            "The chain says that the sector was lost at epoch " + slashEpoch + ".",
                            "Once enough epochs lie on top, another provider takes its place.",
                            now.timeOf(slashEpoch + policy.finality())),
                    Math.min(
                            slashEpoch + policy.finality(),
                            now.epoch() + policy.polls().sealing())));
        }
        return Decision.of(
                Endings.over(
                        deal,
                        new DealState.Slashed(
                                sealing.offer(),
                                sealing.publication(),
                                sealing.chainProposalCid(),
                                slashEpoch,
                                now.epoch() + policy.retries().excluded()),
                        "The sector was lost at epoch " + slashEpoch + ", before the copy was active.",
                        now),
                new Evidence.Slashed());
    }

    private boolean isTooLate(DealState.Sealing sealing, Moment now) {
        return now.epoch() > sealing.offer().startEpoch() + policy.finality();
    }

    private Decision tooLate(Deal deal, DealState.Sealing sealing, Moment now) {
        return endings.failedWhileLive(
                deal,
                sealing.offer(),
                "The piece was not proven by the start epoch " + sealing.offer().startEpoch() + ".",
                now);
    }
}
