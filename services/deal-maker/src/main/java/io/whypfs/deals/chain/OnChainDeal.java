package io.whypfs.deals.chain;

import io.whypfs.filecoin.market.DealProposal;

/**
 * A deal as the chain keeps it.
 *
 * @param proposal with client and provider in id form; a label of bytes shows as an empty text
 * @param sectorStartEpoch when the piece was proven to be in a sector; -1: not yet
 * @param slashEpoch when the sector was lost; -1: it was not
 */
public record OnChainDeal(DealProposal proposal, long sectorStartEpoch, long slashEpoch) {

    /** Stands for an epoch that has not come. */
    public static final long NOT_YET = -1;

    public boolean isActive() {
        return sectorStartEpoch > NOT_YET && slashEpoch <= NOT_YET;
    }

    public boolean isSlashed() {
        return slashEpoch > NOT_YET;
    }
}
