package io.whypfs.deals.renewal;

import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;

/**
 * An active deal counts for the future while its end is far enough away for another one to become active before.
 *
 * @param before epochs before the end
 */
public record RenewalRule(long before) {

    public boolean isEnding(long end, long epoch) {
        return epoch >= beginsAt(end);
    }

    /** The epoch from which a deal with this end does not count. */
    public long beginsAt(long end) {
        return end - before;
    }

    public Reason reason(long end, Moment now) {
        return new Reason(
                "The provider holds the piece, and the deal ends soon, at epoch " + end + ".",
                "Another deal of the same piece is made before that.",
                now.timeOf(end));
    }
}
