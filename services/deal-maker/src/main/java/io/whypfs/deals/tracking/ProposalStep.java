package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.funds.Funds;
import io.whypfs.deals.funds.Standing;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.market.DealProposal;
import java.time.Instant;
import java.util.Optional;

/** Makes the offer of a planned deal, once it may be made and can be paid for. */
final class ProposalStep implements Step {

    private final DealStore store;
    private final OfferDesk desk;
    private final Funds funds;
    private final Gate gate;
    private final EarlierDeals earlier;
    private final DealPolicy policy;

    ProposalStep(DealStore store, OfferDesk desk, Funds funds, Gate gate, EarlierDeals earlier, DealPolicy policy) {
        this.store = store;
        this.desk = desk;
        this.funds = funds;
        this.gate = gate;
        this.earlier = earlier;
        this.policy = policy;
    }

    /** Ends the deal when an earlier one with its provider may live on. Asks the provider, so it may take a minute. */
    Optional<Decision> forEarlierDeal(Deal deal, Moment now) throws ChainException, WalletException {
        return earlier.obstacle(deal, now).map(found -> givenUp(deal, found.why(), found.untilEpoch(), now));
    }

    @Override
    public Decision look(Deal deal, Moment now, boolean armed) throws ChainException, WalletException {
        Optional<Reason> closed = gate.closed();
        if (closed.isPresent()) {
            return Decision.of(deal.waiting(closed.get(), now.epoch() + 1));
        }
        if (desk.hasLost(deal)) {
            return givenUp(
                    deal,
                    "The wallet has no key of the client " + deal.terms().client() + " any more.",
                    now.epoch(),
                    now);
        }
        Piece piece = store.piece(deal.bucket()).orElseThrow();
        DealProposal proposal = desk.proposal(deal, piece, store.startsOffered(deal.pieceCid(), deal.provider()), now);
        Standing standing =
                funds.check(proposal.client(), proposal.totalPrice(), proposal.verified(), proposal.pieceSize());
        return switch (standing) {
            case Standing.Enough _ -> offered(deal, piece, proposal, now);
            case Standing.ToppingUp topping ->
                Decision.of(deal.waiting(
                        new Reason(
                                topping.why(),
                                "The offer is made as soon as the funds are there.",
                                topping.nextAt().orElse(soon(now))),
                        now.epoch() + policy.polls().proposing()));
            case Standing.Short shortage
            when proposal.verified() ->
                // Whoever chooses providers then looks at the datacap again, and may do without.
                givenUp(deal, shortage.why(), now.epoch(), now);
            case Standing.Short shortage ->
                Decision.of(deal.waiting(
                        new Reason(
                                shortage.why(),
                                shortage.next(),
                                now.timeOf(now.epoch() + policy.polls().sweep())),
                        now.epoch() + policy.polls().sweep()));
        };
    }

    private Instant soon(Moment now) {
        return now.timeOf(now.epoch() + policy.polls().proposing());
    }

    private static Decision givenUp(Deal deal, String why, long retryEpoch, Moment now) {
        return Decision.of(Endings.over(deal, new DealState.Failed(null, null, retryEpoch), why, now));
    }

    private Decision offered(Deal deal, Piece piece, DealProposal proposal, Moment now) throws WalletException {
        var offer = desk.sign(deal, piece, proposal, now);
        return Decision.of(
                        deal.in(
                                new DealState.Proposing(offer, 0, true, false),
                                new Reason(
                                        "The offer is signed and is being sent to the provider.",
                                        "The provider accepts or refuses it.",
                                        now.timeOf(
                                                now.epoch() + policy.timeouts().proposing())),
                                now,
                                now.epoch() + policy.polls().proposing()),
                        new Evidence.Proposed())
                .goingOn();
    }
}
