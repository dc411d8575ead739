package io.whypfs.deals.pieces;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.Moment;
import java.util.List;

/**
 * New deals for a piece.
 *
 * @param piece as it is to be
 * @param deals one for each chosen provider
 * @param choices what the providers were chosen from, as text; kept as it is
 */
public record Plan(Piece piece, List<Deal> deals, List<String> choices, Moment now) {

    public Plan {
        deals = List.copyOf(deals);
        choices = List.copyOf(choices);
    }
}
