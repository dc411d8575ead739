package io.whypfs.deals.replication;

import io.whypfs.deals.choice.Choice;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.filecoin.address.Address;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Why a piece has the deals it has, in words. */
final class PieceReasons {

    private PieceReasons() {}

    static Reason settled(Count count) {
        return count.active() >= count.target()
                ? new Reason(count.words(), "They are compared with the chain each day, and renewed before their end.")
                : new Reason(
                        count.words(), "Those under way become active; one that comes to nothing is replaced at once.");
    }

    static Reason nobody(Count count, Choice choice, Instant nextAt) {
        String why = choice.excluded().isEmpty()
                ? "No storage provider is known."
                : "None of " + choice.excluded().size() + " storage providers can take it now: "
                        + choice.excluded().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Address::toString)))
                                .limit(5)
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .reduce((a, b) -> a + " " + b)
                                .orElse("");
        return new Reason(
                count.words() + " " + why,
                "Providers are looked through again; the operator can add more of them.",
                nextAt);
    }

    static Reason paused(Piece piece, Count count, List<Deal> deals, Instant nextAt) {
        String last = deals.reversed().stream()
                .filter(deal -> deal.state().isOver() && deal.bucket().equals(piece.bucket()))
                .limit(3)
                .map(deal -> deal.provider() + ": " + deal.reason().why())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        return new Reason(
                count.words() + " " + piece.roundFailures() + " came to nothing, last " + last,
                "Providers are asked again after a pause.",
                nextAt);
    }
}
