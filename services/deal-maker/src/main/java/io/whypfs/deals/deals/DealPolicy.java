package io.whypfs.deals.deals;

import io.whypfs.filecoin.market.TokenAmount;
import java.util.List;

/**
 * Numbers the deal-maker decides by. All times are chain epochs.
 *
 * @param finality after so many epochs what the chain says is believed
 * @param renewBefore an active deal that ends sooner than this counts no longer for the future
 */
public record DealPolicy(
        Offers offers,
        long finality,
        long renewBefore,
        Polls polls,
        Limits limits,
        Timeouts timeouts,
        Retries retries) {

    /**
     * What is offered.
     *
     * @param copies deals a piece should have
     * @param startDelay from the head to the start
     * @param duration from start to end
     * @param maxEnd from the head to the end at most
     * @param minLead an offer that starts sooner is not sent any more; at most half the start delay counts
     * @param verified whether datacap is used where there is some
     * @param priceCeiling attoFIL for each GiB and epoch, without datacap
     * @param verifiedPriceCeiling the same with datacap
     */
    public record Offers(
            int copies,
            long startDelay,
            long duration,
            long maxEnd,
            long minLead,
            boolean verified,
            TokenAmount priceCeiling,
            TokenAmount verifiedPriceCeiling) {

        public TokenAmount ceiling(boolean isVerified) {
            return isVerified ? verifiedPriceCeiling : priceCeiling;
        }

        public long lead() {
            return Math.min(minLead, startDelay / 2);
        }
    }

    /** How often a deal is looked at in its state, and a piece ({@code sweep}). */
    public record Polls(
            long proposing, long accepted, long transferred, long published, long sealing, long active, long sweep) {}

    /**
     * How much is under way at once.
     *
     * @param inFlight deals from the plan until they are active
     * @param failuresPerRound deals of a piece that come to nothing before it pauses
     * @param roundPause how long it pauses
     */
    public record Limits(int inFlight, int failuresPerRound, long roundPause) {}

    /**
     * When waiting is over.
     *
     * @param proposing for a clear answer to an offer
     * @param fetch for the first byte
     * @param publishMargin before the start a deal must be published; at most a quarter of the start delay counts
     * @param confirm from the provider's word that it published to the chain's
     */
    public record Timeouts(long proposing, long fetch, long publishMargin, long confirm) {}

    /**
     * When a provider is asked again.
     *
     * @param tries sendings of one offer that did not arrive
     * @param backOff after the first, second, and each further failure with a piece
     * @param busyMin least pause for one that has too much to do
     * @param busyMax greatest
     * @param excluded pause for one that does not want us or deals of this kind
     * @param ownFault pause of a piece after a refusal for a fault of ours
     */
    public record Retries(int tries, List<Long> backOff, long busyMin, long busyMax, long excluded, long ownFault) {
        public Retries {
            backOff = List.copyOf(backOff);
        }

        /** @param failures before, with the same piece and provider */
        public long backOff(int failures) {
            return backOff.get(Math.min(failures, backOff.size() - 1));
        }
    }
}
