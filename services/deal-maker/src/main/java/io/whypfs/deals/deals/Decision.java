package io.whypfs.deals.deals;

import io.whypfs.deals.providers.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a deal came to; kept as a whole, or not at all.
 *
 * @param after the deal as it is to be
 * @param evidence what was seen of its provider
 * @param replacement a deal that takes its place, with the same provider; null: none
 * @param pieceDueEpoch when its piece is looked at again, should it be over or ending; 0: at once
 * @param goOn whether the next step follows at once, as the sending after the keeping
 */
public record Decision(
        Deal after, List<Evidence> evidence, @Nullable Deal replacement, long pieceDueEpoch, boolean goOn) {

    public Decision {
        evidence = List.copyOf(evidence);
    }

    public static Decision of(Deal after, Evidence... evidence) {
        return new Decision(after, List.of(evidence), null, 0, false);
    }

    public Decision goingOn() {
        return new Decision(after, evidence, replacement, pieceDueEpoch, true);
    }

    public Decision replacedBy(Deal deal) {
        return new Decision(after, evidence, deal, pieceDueEpoch, goOn);
    }

    public Decision pieceDueAt(long epoch) {
        return new Decision(after, evidence, replacement, epoch, goOn);
    }
}
