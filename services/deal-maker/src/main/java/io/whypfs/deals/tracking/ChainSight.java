package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.MessageOutcome;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.deals.Publication;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.PublishDealsReturn;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.multiformats.Cid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds our deals on the chain, starting from what providers say. */
final class ChainSight {

    private final Chain chain;

    ChainSight(Chain chain) {
        this.chain = chain;
    }

    /** Looks where the deal was published before, or else where its provider says it was. */
    Sight look(Deal deal, Offer offer, Moment now) throws ChainException {
        Publication known = deal.state().publicationOrNull();
        @Nullable
        Cid message = known != null && known.message() != null
                ? known.message()
                : deal.hints().publishCid();
        if (message != null) {
            Sight seen = byMessage(message, offer);
            if (!(seen instanceof Sight.NotYet)) {
                return seen;
            }
            long dealId = deal.hints().dealId();
            if (known != null || dealId == 0) {
                return seen;
            }
            return byDealId(dealId, offer, now.epoch());
        }
        if (known != null) {
            return byDealId(known.dealId(), offer, known.height());
        }
        return byDealId(deal.hints().dealId(), offer, now.epoch());
    }

    private Sight byMessage(Cid message, Offer offer) throws ChainException {
        Optional<MessageOutcome> outcome = chain.outcome(message);
        if (outcome.isEmpty()) {
            return new Sight.NotYet("The chain has not executed the message " + message
                    + " with which the provider says it publishes.");
        }
        if (!outcome.get().isSuccess()) {
            return new Sight.NotYet("The message " + outcome.get().message() + " that publishes failed with exit code "
                    + outcome.get().exitCode() + ".");
        }
        // Another message than the one asked for: the sender paid more for the same nonce.
        Optional<ChainMessage> executed = chain.message(outcome.get().message());
        if (executed.isEmpty()) {
            return new Sight.NotYet("The node does not have the message "
                    + outcome.get().message() + " that publishes, only its outcome.");
        }
        try {
            return inBatch(PublishedBatch.of(executed.get()), outcome.get(), offer);
        } catch (FilecoinFormatException e) {
            return new Sight.NotYet("The message " + outcome.get().message()
                    + " named by the provider does not publish this deal: " + e.getMessage());
        }
    }

    private Sight inBatch(PublishedBatch batch, MessageOutcome outcome, Offer offer) throws ChainException {
        List<Integer> positions = batch.positionsOf(offer.proposalCid());
        PublishDealsReturn taken = PublishDealsReturn.decode(outcome.returned());
        for (int position : positions) {
            OptionalLong dealId = taken.dealId(position);
            if (dealId.isPresent()) {
                return new Sight.Found(new Publication(outcome.message(), dealId.getAsLong(), outcome.height()));
            }
        }
        if (!positions.isEmpty()) {
            return new Sight.Lost("The chain dropped the deal from the batch of the message " + outcome.message()
                    + ", as it does for a bad signature, too little balance, a duplicate or a start that has passed.");
        }
        Address client = idForm(offer);
        for (var other : batch.likenessesOf(offer.proposal())) {
            return new Sight.Lost("The provider published another proposal: "
                    + String.join(", ", DealComparison.differences(offer.proposal(), client, other)) + ".");
        }
        return new Sight.NotYet("The message " + outcome.message() + " named by the provider does not hold this deal.");
    }

    private Sight byDealId(long dealId, Offer offer, long height) throws ChainException {
        Optional<OnChainDeal> found = chain.deal(dealId);
        if (found.isEmpty()) {
            return new Sight.NotYet("The chain has no deal " + dealId + ", which the provider names.");
        }
        List<String> differences = differences(offer, found.get());
        if (differences.isEmpty()) {
            return new Sight.Found(new Publication(null, dealId, height));
        }
        return new Sight.NotYet("The chain's deal " + dealId + ", which the provider names, is another one: "
                + String.join(", ", differences) + ".");
    }

    /** The chain's deal with this number, as it is now. */
    Optional<OnChainDeal> deal(long dealId) throws ChainException {
        return chain.deal(dealId);
    }

    /** The fields in which the chain's deal is not the one we proposed. */
    List<String> differences(Offer offer, OnChainDeal found) throws ChainException {
        return DealComparison.differences(offer.proposal(), idForm(offer), found.proposal());
    }

    private Address idForm(Offer offer) throws ChainException {
        Address client = offer.proposal().client();
        return chain.idAddress(client).orElse(client);
    }
}
