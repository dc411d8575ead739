package io.whypfs.deals.funds;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;

/** Whether one more proposal can be paid for. Safe for use by several threads. */
public interface Funds {

    /**
     * Compares what the proposal needs with what is there; what other unpublished proposals need is added here. The caller
     * keeps the proposal, so that {@link Commitments} counts it, before it asks for the next one.
     *
     * @param client a wallet of this installation
     * @param needed price per epoch times duration of this proposal
     * @param verified whether the proposal takes datacap
     */
    Standing check(Address client, TokenAmount needed, boolean verified, PaddedPieceSize size);
}
