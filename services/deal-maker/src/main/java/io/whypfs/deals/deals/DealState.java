package io.whypfs.deals.deals;

import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.multiformats.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Where a deal stands, with what is known there. Source of the states: WhyPFS reference of deals, section 4.7.
 *
 * <p>planned → proposing → accepted → transferring → transferred → published → sealing → active; steps may be left out
 * when something later is seen first. The last four are over.
 */
public sealed interface DealState {

    /** A provider was chosen; nothing is signed. */
    record Planned() implements DealState {}

    /**
     * The offer is signed and kept, and is being sent.
     *
     * @param tries sendings that ended
     * @param sending whether one may be on its way: set before it is sent
     * @param mayHaveArrived whether one of those that ended may have arrived
     */
    record Proposing(Offer offer, int tries, boolean sending, boolean mayHaveArrived) implements DealState {}

    /** The provider queued the offer. */
    record Accepted(Offer offer) implements DealState {}

    /** The provider fetches the piece. */
    record Transferring(Offer offer) implements DealState {}

    /** The provider has the piece. */
    record Transferred(Offer offer) implements DealState {}

    /** The chain took the deal; this may still be undone. */
    record Published(Offer offer, Publication publication) implements DealState {}

    /**
     * The chain has exactly our proposal, for good.
     *
     * @param chainProposalCid what the chain calls it, {@code bafy2bza...}
     */
    record Sealing(Offer offer, Publication publication, Cid chainProposalCid) implements DealState {}

    /**
     * The piece is proven to be in a sector: a live copy.
     *
     * @param sectorStart epoch of the proof
     * @param ending whether it ends too soon to count for the future
     */
    record Active(Offer offer, Publication publication, Cid chainProposalCid, long sectorStart, boolean ending)
            implements DealState {}

    /**
     * The provider refused.
     *
     * @param retryEpoch from which epoch it may be asked again for this piece
     */
    record Rejected(Offer offer, RejectionClass rejection, long retryEpoch) implements DealState {}

    /**
     * It came to nothing.
     *
     * @param offer null when none was made
     * @param publication null when it was never seen on the chain
     * @param retryEpoch from which epoch its provider may be asked again for this piece
     */
    record Failed(@Nullable Offer offer, @Nullable Publication publication, long retryEpoch) implements DealState {}

    /**
     * The sector was lost, or the deal vanished from the chain before its end.
     *
     * @param epoch when
     */
    record Slashed(Offer offer, Publication publication, Cid chainProposalCid, long epoch, long retryEpoch)
            implements DealState {}

    /** It lasted until its end. */
    record Expired(Offer offer, Publication publication, Cid chainProposalCid) implements DealState {}

    /** The word for it in tables, facts and JSON. */
    default String word() {
        return switch (this) {
            case Planned _ -> "planned";
            case Proposing _ -> "proposing";
            case Accepted _ -> "accepted";
            case Transferring _ -> "transferring";
            case Transferred _ -> "transferred";
            case Published _ -> "published";
            case Sealing _ -> "sealing";
            case Active _ -> "active";
            case Rejected _ -> "rejected";
            case Failed _ -> "failed";
            case Slashed _ -> "slashed";
            case Expired _ -> "expired";
        };
    }

    /** Whether nothing more will happen. */
    default boolean isOver() {
        return switch (this) {
            case Rejected _, Failed _, Slashed _, Expired _ -> true;
            default -> false;
        };
    }

    /** Whether it counts for the future: under way, or active for long enough. */
    default boolean counts() {
        return !isOver() && !isEnding();
    }

    default boolean isEnding() {
        return this instanceof Active active && active.ending();
    }

    /** Whether it takes the provider's attention: from the plan until it is active. */
    default boolean isInFlight() {
        return switch (this) {
            case Planned _, Proposing _, Accepted _, Transferring _, Transferred _, Published _, Sealing _ -> true;
            default -> false;
        };
    }

    default @Nullable Offer offerOrNull() {
        return switch (this) {
            case Planned _ -> null;
            case Proposing s -> s.offer();
            case Accepted s -> s.offer();
            case Transferring s -> s.offer();
            case Transferred s -> s.offer();
            case Published s -> s.offer();
            case Sealing s -> s.offer();
            case Active s -> s.offer();
            case Rejected s -> s.offer();
            case Failed s -> s.offer();
            case Slashed s -> s.offer();
            case Expired s -> s.offer();
        };
    }

    default @Nullable Publication publicationOrNull() {
        return switch (this) {
            case Published s -> s.publication();
            case Sealing s -> s.publication();
            case Active s -> s.publication();
            case Failed s -> s.publication();
            case Slashed s -> s.publication();
            case Expired s -> s.publication();
            default -> null;
        };
    }

    default @Nullable Cid chainProposalCidOrNull() {
        return switch (this) {
            case Sealing s -> s.chainProposalCid();
            case Active s -> s.chainProposalCid();
            case Slashed s -> s.chainProposalCid();
            case Expired s -> s.chainProposalCid();
            default -> null;
        };
    }

    /** From which epoch the provider of a deal that is over may be asked again for the piece; 0: at once. */
    default long retryEpoch() {
        return switch (this) {
            case Rejected s -> s.retryEpoch();
            case Failed s -> s.retryEpoch();
            case Slashed s -> s.retryEpoch();
            default -> 0;
        };
    }
}
