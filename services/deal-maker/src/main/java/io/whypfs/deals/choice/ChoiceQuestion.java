package io.whypfs.deals.choice;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.util.List;
import java.util.Optional;

/**
 * All that a choice is made from.
 *
 * @param piece text of the piece's CID
 * @param priceCeiling attoFIL for each GiB and epoch
 * @param candidates every provider of the registry, by id
 */
public record ChoiceQuestion(
        String piece,
        PaddedPieceSize size,
        boolean verified,
        TokenAmount priceCeiling,
        int wanted,
        long epoch,
        long seed,
        ChoicePolicy policy,
        List<Candidate> candidates) {

    public ChoiceQuestion {
        candidates = List.copyOf(candidates);
    }

    /**
     * A provider and what speaks for and against it.
     *
     * @param owner empty when the chain was not asked yet
     * @param sectorBytes 0 when the chain was not asked yet
     * @param obstacle why it gets no deals at all now, one sentence: the operator's word or how it is not reached
     * @param taken why it gets none of this piece, one sentence
     * @param terms empty when it has told none
     */
    public record Candidate(
            Address provider,
            Optional<Address> owner,
            long sectorBytes,
            Optional<String> obstacle,
            Optional<String> taken,
            Optional<Terms> terms,
            int inFlight,
            Evidence evidence) {}

    /**
     * Terms of a provider.
     *
     * @param price attoFIL for each GiB and epoch, with or without datacap as the question wants it
     */
    public record Terms(TokenAmount price, long minPieceBytes, long maxPieceBytes, long expiryEpoch) {}

    /**
     * Our own evidence.
     *
     * @param good thousandths of the weight of good things, faded to the question's epoch
     * @param bad the same of bad things
     * @param bytesPerSecond 0 when it never fetched a piece
     */
    public record Evidence(long good, long bad, long bytesPerSecond, long backOffUntilEpoch, String backOffWhy) {}
}
