package io.whypfs.deals.providers;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.StorageAsk;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a provider at a time.
 *
 * @param chain what the chain says; empty until it was asked
 * @param terms its ask; empty until it told one
 * @param standingReason the operator's reason; empty when none was given
 * @param evidence what our own deals showed
 */
public record Provider(
        Address address,
        Optional<OnChain> chain,
        Optional<Terms> terms,
        OperatorStanding standing,
        String standingReason,
        Reach reach,
        TrackRecord evidence) {

    /**
     * What the chain says.
     *
     * @param multiaddrs as text
     * @param unreadable why other addresses on the chain are not among them
     * @param sectorBytes the size of its sectors, which no piece exceeds
     * @param hasMinPower whether it has the power to win blocks; small providers without it store as well
     * @param epoch of the head it was read at
     */
    public record OnChain(
            Address owner,
            Address worker,
            Optional<String> peerId,
            List<String> multiaddrs,
            List<String> unreadable,
            long sectorBytes,
            boolean hasMinPower,
            long epoch) {

        public OnChain {
            multiaddrs = List.copyOf(multiaddrs);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Its ask.
     *
     * @param epoch of the head it was learned at
     */
    public record Terms(StorageAsk ask, AskSignature signature, long epoch) {}

    /**
     * Whether it is reached.
     *
     * @param why one sentence
     * @param sinceEpoch when it came to this state
     * @param missed questions for its terms that were not answered, in a row
     * @param nextEpoch when it is asked next
     */
    public record Reach(ReachState state, String why, long sinceEpoch, int missed, long nextEpoch) {

        public static final Reach UNASKED =
                new Reach(ReachState.unasked, "It has not been asked for its terms yet.", 0, 0, 0);
    }
}
