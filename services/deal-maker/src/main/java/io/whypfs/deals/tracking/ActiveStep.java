package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.renewal.RenewalRule;
import java.util.Optional;

/** Audits an active deal against the chain until its end. */
final class ActiveStep implements Step {

    private final ChainSight sight;
    private final RenewalRule renewal;
    private final DealPolicy policy;

    ActiveStep(ChainSight sight, RenewalRule renewal, DealPolicy policy) {
        this.sight = sight;
        this.renewal = renewal;
        this.policy = policy;
    }

    static Reason holds(long end, Moment now) {
        return new Reason(
                "The chain proves that the provider holds the piece until epoch " + end + ".",
                "It is compared with the chain each day, and renewed before its end.",
                now.timeOf(end));
    }

    @Override
    public Decision look(Deal deal, Moment now, boolean armed) throws ChainException {
        DealState.Active active = (DealState.Active) deal.state();
        long end = active.offer().endEpoch();
        // The chain removes a deal at its end, so a deal that is not there then has not been lost.
        if (now.epoch() >= end) {
            return expired(deal, active, now);
        }
        Optional<OnChainDeal> found = sight.deal(active.publication().dealId());
        boolean isOurs = found.isPresent()
                && sight.differences(active.offer(), found.get()).isEmpty();
        if (!isOurs) {
            return missing(deal, active, now);
        }
        if (found.get().isSlashed()) {
            return slashed(deal, active, found.get().slashEpoch(), now);
        }
        return held(deal.withHints(deal.hints().withMissingSince(0)), active, now);
    }

    private Decision held(Deal deal, DealState.Active active, Moment now) {
        long end = active.offer().endEpoch();
        long next = Math.min(end, now.epoch() + policy.polls().active());
        if (active.ending()) {
            return Decision.of(deal.waiting(renewal.reason(end, now), next));
        }
        if (renewal.isEnding(end, now.epoch())) {
            return Decision.of(deal.still(
                    new DealState.Active(
                            active.offer(),
                            active.publication(),
                            active.chainProposalCid(),
                            active.sectorStart(),
                            true),
                    renewal.reason(end, now),
                    next));
        }
        return Decision.of(deal.waiting(holds(end, now), Math.min(next, renewal.beginsAt(end))));
    }

    private Decision missing(Deal deal, DealState.Active active, Moment now) throws ChainException {
        if (sight.look(deal, active.offer(), now) instanceof Sight.Found found
                && found.publication().dealId() != active.publication().dealId()) {
            return Decision.of(deal.in(
                    new DealState.Published(active.offer(), found.publication()),
                    new Reason(
                            "The chain was reorganised: deal "
                                    + active.publication().dealId() + " is deal "
                                    + found.publication().dealId() + " now.",
                            "Once enough epochs lie on top, it is compared with our proposal again.",
                            now.timeOf(found.publication().height() + policy.finality())),
                    now,
                    now.epoch() + policy.polls().published()));
        }
        long since = deal.hints().missingSince() > 0 ? deal.hints().missingSince() : now.epoch();
        if (now.epoch() >= since + policy.finality()) {
            return lost(deal, active, since, "It vanished from the chain at epoch " + since + ", before its end.", now);
        }
        return lookingAgain(
                deal.withHints(deal.hints().withMissingSince(since)),
                "The chain does not show the deal " + active.publication().dealId() + " any more.",
                since + policy.finality(),
                now);
    }

    private Decision slashed(Deal deal, DealState.Active active, long slashEpoch, Moment now) {
        if (now.epoch() < slashEpoch + policy.finality()) {
            return lookingAgain(
                    deal,
                    "The chain says that the sector was lost at epoch " + slashEpoch + ".",
                    slashEpoch + policy.finality(),
                    now);
        }
        return lost(deal, active, slashEpoch, "The sector was lost at epoch " + slashEpoch + ".", now);
    }

    private Decision lookingAgain(Deal deal, String why, long believed, Moment now) {
        return Decision.of(deal.waiting(
                new Reason(
                        why, "Once enough epochs lie on top, another provider takes its place.", now.timeOf(believed)),
                Math.min(believed, now.epoch() + policy.polls().sealing())));
    }

    private Decision lost(Deal deal, DealState.Active active, long epoch, String why, Moment now) {
        return Decision.of(
                Endings.over(
                        deal,
                        new DealState.Slashed(
                                active.offer(),
                                active.publication(),
                                active.chainProposalCid(),
                                epoch,
                                now.epoch() + policy.retries().excluded()),
                        why,
                        now),
                new Evidence.Slashed());
    }

    private static Decision expired(Deal deal, DealState.Active active, Moment now) {
        return Decision.of(deal.in(
                new DealState.Expired(active.offer(), active.publication(), active.chainProposalCid()),
                new Reason(
                        "It lasted until its end at epoch " + active.offer().endEpoch() + ".",
                        "Nothing more happens to it; other deals hold the piece."),
                now,
                Long.MAX_VALUE));
    }
}
