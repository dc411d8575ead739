package io.whypfs.deals.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a provider refused an offer, read from its free text, and what to do about it.
 *
 * <p>The first class with a phrase that the text contains wins, letters' case as given. Boost and Curio put {@code failed
 * validation: } before most reasons, so that bare phrase comes late. Source: filecoin-project/boost and curio, deal
 * validation texts of MK 1.2.
 */
public enum RejectionClass {
    /** Our signature does not verify there: a fault of ours, so every further offer would fail too. */
    SIGNATURE(Action.STOP_AND_ALARM, "invalid signature", "signature"),
    /** The collateral left the provider's bounds since we asked for them. */
    COLLATERAL(Action.REFRESH_COLLATERAL, "below minimum", "above maximum"),
    /** Our market balance does not cover the deal. */
    FUNDS(Action.TOP_UP, "funds in escrow", "not enough"),
    /** Our datacap does not cover the deal. */
    DATACAP(Action.UNVERIFIED_OR_OTHER_WALLET, "DataCap .* too small", "verified data cap", "not a verified client"),
    /** The provider's terms are others than those we know. */
    ASK_CHANGED(Action.ASK_AGAIN, "less than asking price", "piece size less than", "piece size more than"),
    /** The provider cannot seal that soon. */
    START_TOO_EARLY(Action.START_LATER, "cannot seal a sector before"),
    /** The provider does not plan that far. */
    START_TOO_LATE(Action.START_EARLIER, "start epoch is too far"),
    /** The start has passed. */
    STALE(Action.REBUILD, "already elapsed"),
    /** The provider takes no deals of this kind. */
    KIND_NOT_TAKEN(
            Action.EXCLUDE_FOR_KIND,
            "not considering online",
            "offline deals",
            "not accepting verified",
            "not accepting unverified"),
    /** The provider does not want this content. */
    BLOCKLISTED(Action.EXCLUDE_FOR_PIECE, "blocklisted"),
    /** The provider does not want us. */
    NOT_ALLOWED(Action.EXCLUDE_FOR_DAYS, "not allowed", "allow list", "(?i:cid ?gravity)"),
    /** The provider has too much to do. */
    BUSY(
            Action.RETRY_LATER,
            "backpressure",
            "retry in some time",
            "(?i:per hour|hourly|in past 1 hour)",
            "server error"),
    /** The piece is not of its natural size: a fault of ours. */
    SIZE_NOT_NATURAL(Action.STOP_AND_ALARM, "doesn't match padded piece size"),
    /** The provider fetches over HTTP only: a fault of ours. */
    TRANSFER_TYPE(Action.STOP_AND_ALARM, "libp2p URLs are not supported"),
    /** The provider has this very offer. */
    DUPLICATE(Action.TREAT_AS_ACCEPTED, "identical", "same uuid", "same proposalCID"),
    /** The provider finds our offer wrong: a fault of ours until it is understood. */
    INVALID(Action.STOP_AND_ALARM, "failed validation: "),
    /** Words we do not know; the text is kept. */
    UNKNOWN(Action.OTHER_PROVIDER);

    /** What the deal-maker does after a refusal. */
    public enum Action {
        /** No further offers of this deal anywhere before someone has looked; tell the operator. */
        STOP_AND_ALARM,
        /** Ask the node for the bounds again; once more with 1.2 times the minimum. */
        REFRESH_COLLATERAL,
        /** Put funds into the market balance. */
        TOP_UP,
        /** Offer without datacap or from another wallet. */
        UNVERIFIED_OR_OTHER_WALLET,
        /** Ask for the terms again, and take another provider now. */
        ASK_AGAIN,
        /** Once more with a later start. */
        START_LATER,
        /** Once more with an earlier start. */
        START_EARLIER,
        /** Build the proposal anew from the chain's head. */
        REBUILD,
        /** Take another provider; leave this one out for deals of this kind. */
        EXCLUDE_FOR_KIND,
        /** Take another provider; leave this one out for this piece. */
        EXCLUDE_FOR_PIECE,
        /** Take another provider; leave this one out for days. */
        EXCLUDE_FOR_DAYS,
        /** Take another provider now, and this one again after some hours. */
        RETRY_LATER,
        /** The offer was accepted before: ask for its status. */
        TREAT_AS_ACCEPTED,
        /** Take another provider. */
        OTHER_PROVIDER
    }

    /** What Curio says when its node failed it: no word about our signature, though it holds the word. */
    private static final String UNCHECKED_SIGNATURE = "server error: validating signature";

    private final Action action;
    private final List<Pattern> phrases;

    RejectionClass(Action action, String... phrases) {
        this.action = action;
        this.phrases = Arrays.stream(phrases).map(Pattern::compile).toList();
    }

    public Action action() {
        return action;
    }

    /** Whether the fault is ours, so that the provider is not to blame. */
    public boolean isOurs() {
        return switch (this) {
            case SIGNATURE, COLLATERAL, FUNDS, DATACAP, STALE, SIZE_NOT_NATURAL, TRANSFER_TYPE, DUPLICATE, INVALID ->
                true;
            default -> false;
        };
    }

    /** The class of a refusal's text. */
    public static RejectionClass of(String message) {
        if (message.contains(UNCHECKED_SIGNATURE)) {
            return BUSY;
        }
        return Arrays.stream(values())
                .filter(candidate -> candidate.phrases.stream()
                        .anyMatch(phrase -> phrase.matcher(message).find()))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
