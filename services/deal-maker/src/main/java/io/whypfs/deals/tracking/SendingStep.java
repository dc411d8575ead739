package io.whypfs.deals.tracking;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.wallet.WalletException;

/**
 * Sends an offer. That it is on its way is kept before it is sent; after a restart, or an end without an answer, the
 * provider is asked whether it has the offer, and only then it is sent again: the same bytes, under the same UUID.
 */
final class SendingStep implements Step {

    private final DealProtocol protocol;
    private final Providers providers;
    private final StatusQuestion question;
    private final ReplyRules rules;
    private final DealPolicy policy;

    SendingStep(
            DealProtocol protocol, Providers providers, StatusQuestion question, ReplyRules rules, DealPolicy policy) {
        this.protocol = protocol;
        this.providers = providers;
        this.question = question;
        this.rules = rules;
        this.policy = policy;
    }

    @Override
    public Decision look(Deal deal, Moment now, boolean armed) throws WalletException {
        DealState.Proposing proposing = (DealState.Proposing) deal.state();
        Offer offer = proposing.offer();
        if (armed) {
            return rules.after(
                    deal, proposing, protocol.propose(providers.endpoint(deal.provider()), offer.params()), now);
        }
        boolean mayHaveArrived = proposing.mayHaveArrived() || proposing.sending();
        DealState.Proposing settled = new DealState.Proposing(offer, proposing.tries(), false, mayHaveArrived);
        if (mayHaveArrived && question.ask(deal) instanceof StatusReply.Known) {
            return rules.accepted(deal, offer, "The provider knows the offer: an earlier sending did arrive.", now);
        }
        if (offer.startEpoch() - now.epoch() < policy.offers().lead()) {
            return rules.tooLate(deal, settled, now);
        }
        if (now.epoch() - deal.sinceEpoch() > policy.timeouts().proposing()) {
            return rules.unanswered(deal, settled, now);
        }
        return Decision.of(deal.still(
                        new DealState.Proposing(offer, proposing.tries(), true, mayHaveArrived),
                        deal.reason(),
                        now.epoch() + policy.polls().proposing()))
                .goingOn();
    }
}
