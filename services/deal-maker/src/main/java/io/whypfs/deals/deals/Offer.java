package io.whypfs.deals.deals;

import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.ProtocolVersion;
import io.whypfs.multiformats.Cid;

/**
 * A signed offer as it was kept before it was sent the first time.
 *
 * @param proposedEpoch of the chain's head when it was made
 */
public record Offer(DealParams params, long proposedEpoch) {

    /** The bytes as they are kept; the same ones at each sending. */
    public byte[] bytes() {
        return params.encode(ProtocolVersion.V1_2_1);
    }

    public static Offer decode(byte[] bytes, long proposedEpoch) {
        return new Offer(DealParams.decode(bytes), proposedEpoch);
    }

    public DealProposal proposal() {
        return params.proposal().proposal();
    }

    /** By which the provider knows the deal, {@code bafyrei...}. */
    public Cid proposalCid() {
        return params.proposal().cid();
    }

    public long startEpoch() {
        return proposal().start().height();
    }

    public long endEpoch() {
        return proposal().end().height();
    }

    public TokenAmount totalPrice() {
        return proposal().totalPrice();
    }
}
