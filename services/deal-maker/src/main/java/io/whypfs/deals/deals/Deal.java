package io.whypfs.deals.deals;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import java.time.Instant;
import java.util.UUID;

/**
 * A deal at a time.
 *
 * @param uuid ours, which the provider knows it by as well
 * @param id ours, a number below 2^53; 0 before it is kept
 * @param since when it came into its state
 * @param sinceEpoch the chain's height then
 * @param dueEpoch when it is looked at again
 * @param revision counts the changes that were told
 */
public record Deal(
        UUID uuid,
        long id,
        UUID bucket,
        PieceCid pieceCid,
        PaddedPieceSize pieceSize,
        Address provider,
        Terms terms,
        DealState state,
        Reason reason,
        Instant since,
        long sinceEpoch,
        Hints hints,
        long dueEpoch,
        long revision,
        Instant createdAt,
        long createdEpoch) {

    /** A deal to be made. */
    public static Deal planned(
            UUID uuid,
            UUID bucket,
            PieceCid pieceCid,
            PaddedPieceSize pieceSize,
            Address provider,
            Terms terms,
            Reason reason,
            Moment now) {
        return new Deal(
                uuid,
                0,
                bucket,
                pieceCid,
                pieceSize,
                provider,
                terms,
                new DealState.Planned(),
                reason,
                now.at(),
                now.epoch(),
                Hints.NONE,
                0,
                1,
                now.at(),
                now.epoch());
    }

    /** The same deal in another state from now on. */
    public Deal in(DealState newState, Reason newReason, Moment now, long newDueEpoch) {
        return copy(id, newState, newReason, now.at(), now.epoch(), hints, newDueEpoch, revision);
    }

    /** Still in its state, where something in it may have changed. */
    public Deal still(DealState sameState, Reason newReason, long newDueEpoch) {
        return copy(id, sameState, newReason, since, sinceEpoch, hints, newDueEpoch, revision);
    }

    /** Waiting on in its state. */
    public Deal waiting(Reason newReason, long newDueEpoch) {
        return still(state, newReason, newDueEpoch);
    }

    public Deal withHints(Hints newHints) {
        return copy(id, state, reason, since, sinceEpoch, newHints, dueEpoch, revision);
    }

    public Deal withId(long newId) {
        return copy(newId, state, reason, since, sinceEpoch, hints, dueEpoch, revision);
    }

    public Deal withRevision(long newRevision) {
        return copy(id, state, reason, since, sinceEpoch, hints, dueEpoch, newRevision);
    }

    /** What a deal is about never changes; what may change is named. */
    private Deal copy(
            long newId,
            DealState newState,
            Reason newReason,
            Instant newSince,
            long newSinceEpoch,
            Hints newHints,
            long newDueEpoch,
            long newRevision) {
        return new Deal(
                uuid,
                newId,
                bucket,
                pieceCid,
                pieceSize,
                provider,
                terms,
                newState,
                newReason,
                newSince,
                newSinceEpoch,
                newHints,
                newDueEpoch,
                newRevision,
                createdAt,
                createdEpoch);
    }

    /** Whether this picture tells others something that the earlier one did not. */
    public boolean isNewsAfter(Deal before) {
        return !state.word().equals(before.state.word())
                || state.isEnding() != before.state.isEnding()
                || !reason.why().equals(before.reason.why());
    }

    public String word() {
        return state.word();
    }
}
