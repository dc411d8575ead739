package io.whypfs.api.deals;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * V1's DealStatus.
 *
 * @param onChainState null until it is on the chain, and while nobody can say what the chain has
 */
@Schema(name = "DealStatus")
public record DealStatus(
        ContentDeal deal, Transfer transfer, @Nullable OnChainState onChainState) {

    /** Epochs; -1 where it did not happen. */
    @Schema(name = "OnChainState")
    public record OnChainState(long sectorStartEpoch, long lastUpdatedEpoch, long slashEpoch) {

        static final OnChainState PUBLISHED = new OnChainState(-1, -1, -1);
    }
}
