package io.whypfs.api.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal as it was told last, with its transitions, oldest first.
 *
 * @param id its number
 * @param pieceSize padded, in bytes
 * @param state one of {@link io.whypfs.events.DealChanged}'s
 * @param pricePerEpoch attoFIL for the whole piece
 */
public record DealPast(
        UUID uuid,
        long id,
        UUID bucket,
        String pieceCid,
        long pieceSize,
        String provider,
        String state,
        String why,
        String next,
        @Nullable Instant nextAt,
        boolean over,
        String client,
        boolean verified,
        String pricePerEpoch,
        long startEpoch,
        long endEpoch,
        @Nullable String proposalCid,
        @Nullable String publishCid,
        @Nullable Long chainDealId,
        Instant createdAt,
        Instant changedAt,
        List<Transition> transitions) {

    public DealPast {
        transitions = List.copyOf(transitions);
    }

    /** It is in {@code state} since {@code at}, or waits there for another reason since then. */
    public record Transition(
            String state,
            Instant at,
            String why,
            String next,
            @Nullable Instant nextAt) {}

    DealPast with(List<Transition> told) {
        return new DealPast(
                uuid,
                id,
                bucket,
                pieceCid,
                pieceSize,
                provider,
                state,
                why,
                next,
                nextAt,
                over,
                client,
                verified,
                pricePerEpoch,
                startEpoch,
                endEpoch,
                proposalCid,
                publishCid,
                chainDealId,
                createdAt,
                changedAt,
                told);
    }

    /** When it came into one of these states first. */
    public Optional<Instant> reached(String... states) {
        List<String> wanted = List.of(states);
        return transitions.stream()
                .filter(transition -> wanted.contains(transition.state()))
                .map(Transition::at)
                .findFirst();
    }

    /** Whether it ended without the copy that it was made for. */
    public boolean isFailure() {
        return state.equals("rejected") || state.equals("failed") || state.equals("slashed");
    }
}
