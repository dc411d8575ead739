package io.whypfs.deals.replication;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.pieces.Piece;
import java.util.List;

/**
 * How a piece's deals stand.
 *
 * @param counting deals that count for the future
 * @param active those of them that are active
 * @param ending active ones that end too soon to count
 */
record Count(int target, int counting, int active, int ending) {

    static Count of(Piece piece, List<Deal> deals) {
        List<Deal> own = deals.stream()
                .filter(deal -> deal.bucket().equals(piece.bucket()))
                .toList();
        int counting = (int) own.stream().filter(deal -> deal.state().counts()).count();
        int ending = (int) own.stream().filter(deal -> deal.state().isEnding()).count();
        int active = (int) own.stream()
                .filter(deal -> deal.state() instanceof DealState.Active
                        && !deal.state().isEnding())
                .count();
        return new Count(piece.target(), counting, active, ending);
    }

    int missing() {
        return Math.max(0, target - counting);
    }

    /** In words, as the beginning of a reason. */
    String words() {
        String words = "Of " + target + " deals " + active + (active == 1 ? " is" : " are") + " active and "
                + (counting - active) + " under way";
        return ending == 0 ? words + "." : words + "; " + ending + " more will end soon.";
    }
}
