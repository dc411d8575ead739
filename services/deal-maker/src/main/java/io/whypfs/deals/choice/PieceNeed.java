package io.whypfs.deals.choice;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import java.util.Map;

/**
 * What a piece needs, from the one who makes its deals.
 *
 * @param verified whether datacap is to pay
 * @param priceCeiling highest price, attoFIL for each GiB and epoch
 * @param wanted how many providers
 * @param epoch of the chain's head
 * @param seed of the draw; keep it to be able to repeat it
 * @param taken providers that must not be chosen, with one sentence why, such as "holds deal 7 of this piece"
 * @param inFlight deals under way at each provider, of any piece, from planned to sealing; left out means none
 */
public record PieceNeed(
        PieceCid piece,
        PaddedPieceSize size,
        boolean verified,
        TokenAmount priceCeiling,
        int wanted,
        long epoch,
        long seed,
        Map<Address, String> taken,
        Map<Address, Integer> inFlight) {

    public PieceNeed {
        taken = Map.copyOf(taken);
        inFlight = Map.copyOf(inFlight);
    }
}
