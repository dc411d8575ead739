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
 * @param reach whether and why it is reached
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
     * @param multiaddrs as text, and those that cannot be read left out
     * @param sectorBytes the size of its sectors, which no piece exceeds
     * @param hasMinPower whether it has the power to win blocks; small providers without it store as well
     * @param epoch of the head it was read at
     */
    public record OnChain(
            Address owner,
            Address worker,
            Optional<String> peerId,
            List<String> multiaddrs,
            long sectorBytes,
            boolean hasMinPower,
            long epoch) {}

    /**
     * Its ask.
     *
     * @param signed whether the worker's key signed it; a warning only
     * @param epoch of the head it was learned at
     */
    public record Terms(StorageAsk ask, boolean signed, long epoch) {}

    /**
     * Whether it is reached.
     *
     * @param state stable word
     * @param why one sentence
     */
    public record Reach(ReachState state, String why, long sinceEpoch) {}

    /**
     * Our own evidence.
     *
     * @param bytesPerSecond of the transfers so far; 0 when there were none
     * @param failuresInRow failures, refusals of its own making and silences since the last good thing
     * @param backOffUntilEpoch it gets no offers before this epoch
     * @param backOffWhy one sentence; empty when there is no back-off
     */
    public record TrackRecord(
            long proposed,
            long accepted,
            long rejected,
            long busy,
            long unreachable,
            long transferred,
            long bytesTransferred,
            long bytesPerSecond,
            long activated,
            long epochsToActivation,
            long failed,
            long slashed,
            int failuresInRow,
            long backOffUntilEpoch,
            String backOffWhy) {

        public static final TrackRecord NONE = new TrackRecord(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "");
    }
}
