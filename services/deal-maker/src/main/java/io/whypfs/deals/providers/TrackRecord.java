package io.whypfs.deals.providers;

/**
 * What our own deals showed of a provider.
 *
 * @param failuresInRow bad things since the last good one; what was our own fault does not count
 */
public record TrackRecord(Counts counts, Score score, int failuresInRow, BackOff backOff) {

    public static final TrackRecord NONE =
            new TrackRecord(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), new Score(0, 0, 0), 0, BackOff.NONE);

    /**
     * Things that happened, since the beginning.
     *
     * @param transferMillis how long all whole transfers took together
     * @param epochsToActivation from offer to activation, of all deals together
     */
    public record Counts(
            long proposed,
            long accepted,
            long rejected,
            long busy,
            long unreachable,
            long transferred,
            long bytesTransferred,
            long transferMillis,
            long activated,
            long epochsToActivation,
            long failed,
            long slashed) {

        /** Of the transfers so far; 0 when there were none. */
        public long bytesPerSecond() {
            return transferred == 0 ? 0 : Math.round(bytesTransferred * 1000.0 / Math.max(1, transferMillis));
        }
    }

    /**
     * Weight of good and of bad things. It fades: what is a half-life old counts half, so that a bad provider recovers.
     *
     * @param epoch for which the weights hold
     */
    public record Score(double good, double bad, long epoch) {

        /** The weights at another epoch. */
        public Score at(long now, long halfLifeEpochs) {
            double left = Math.pow(0.5, Math.max(0, now - epoch) / (double) halfLifeEpochs);
            return new Score(good * left, bad * left, Math.max(now, epoch));
        }

        Score plus(double moreGood, double moreBad) {
            return new Score(good + moreGood, bad + moreBad, epoch);
        }
    }

    /**
     * A time without offers.
     *
     * @param untilEpoch the first epoch at which it may get offers again
     * @param why one sentence; empty when there is none
     */
    public record BackOff(long untilEpoch, String why) {

        public static final BackOff NONE = new BackOff(0, "");

        public boolean holds(long epoch) {
            return epoch < untilEpoch;
        }
    }
}
