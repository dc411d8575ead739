package io.whypfs.devnet.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All faults, with what each does and what uses up its count. */
public enum FaultKind {
    RESET_BEFORE(Scope.OFFER, "the connection is closed before the proposal is looked at"),
    RESET_AFTER(Scope.OFFER, "the proposal is taken, then the connection is closed without an answer"),
    LATE_REPLY(Scope.OFFER, "the proposal is taken, the answer comes after 65 seconds (or ?millis=)"),
    BYTE_BY_BYTE(Scope.OFFER, "the answer comes one byte at a time"),
    ACCEPT_SILENCE(Scope.DEAL, "the deal is accepted, and nothing is done for it, for ever"),
    TRANSFER_CUT(Scope.DEAL, "the provider's connection breaks three times in the middle of the transfer"),
    TRANSFER_5XX(Scope.DEAL, "the provider's proxy fails the first three requests of the transfer"),
    TRANSFER_STALLED(Scope.DEAL, "the provider stops reading for three seconds, twice, and asks again for the rest"),
    COMMITMENT_MISMATCH(Scope.DEAL, "the provider says that the commitment does not match, though it does"),
    PUBLISH_DROP(Scope.DEAL, "the batch is published with our deal's signature broken, so that the market drops it"),
    PUBLISH_PRICE(Scope.DEAL, "the deal stands on the chain with another price"),
    PUBLISH_LABEL(Scope.DEAL, "the deal stands on the chain with another label"),
    PUBLISH_PROVIDER(Scope.DEAL, "the deal stands on the chain with another provider"),
    LIES_COMMP(Scope.DEAL, "the deal stands on the chain with another piece commitment"),
    PUBLISH_REPLACED(Scope.DEAL, "the publish message is replaced by one with more gas; the provider names the first"),
    NEVER_ACTIVATE(Scope.DEAL, "the deal is published and never proven"),
    SLASH(Scope.DEAL, "the sector is terminated 20 epochs after it was proven"),
    VANISH(Scope.STATE, "the chain knows no peer id and no address of the provider"),
    DOWN(Scope.STATE, "the provider's port is closed"),
    ASK_EXPIRED(Scope.STATE, "the ask has expired"),
    PRICE_RAISED(Scope.STATE, "the price is a thousand times the usual, in the ask and at the door"),
    REJECT_SIGNATURE(Scope.OFFER, "failed validation: invalid signature"),
    REJECT_COLLATERAL_LOW(Scope.OFFER, "failed validation: proposed provider collateral 1 below minimum 2"),
    REJECT_COLLATERAL_HIGH(Scope.OFFER, "failed validation: proposed provider collateral 5 above maximum 4"),
    REJECT_FUNDS(Scope.OFFER, "failed validation: client's funds in escrow not enough for the deal: 0 < 1"),
    REJECT_DATACAP(Scope.OFFER, "failed validation: verified deal DataCap 0 too small for proposed piece size 1048576"),
    REJECT_PRICE(Scope.OFFER, "failed validation: storage price per epoch less than asking price: 1 < 2"),
    REJECT_SIZE_SMALL(Scope.OFFER, "failed validation: piece size less than minimum required size: 128 < 256"),
    REJECT_SIZE_LARGE(Scope.OFFER, "failed validation: piece size more than maximum allowed size: 512 > 256"),
    REJECT_START_EARLY(Scope.OFFER, "failed validation: cannot seal a sector before the proposed start epoch"),
    REJECT_START_LATE(Scope.OFFER, "failed validation: start epoch is too far in the future"),
    REJECT_ELAPSED(Scope.OFFER, "failed validation: deal start epoch has already elapsed"),
    REJECT_ONLINE(Scope.OFFER, "failed validation: miner is not considering online storage deals"),
    REJECT_OFFLINE(Scope.OFFER, "failed validation: miner is not accepting offline deals"),
    REJECT_VERIFIED(Scope.OFFER, "failed validation: miner is not accepting verified storage deals"),
    REJECT_UNVERIFIED(Scope.OFFER, "failed validation: miner is not accepting unverified storage deals"),
    REJECT_BLOCKLISTED(Scope.OFFER, "failed validation: piece CID is blocklisted"),
    REJECT_NOT_ALLOWED(Scope.OFFER, "failed validation: client is not allowed to make deals"),
    REJECT_CIDGRAVITY(Scope.OFFER, "CIDgravity: client not allowed by acceptance policy"),
    REJECT_BACKPRESSURE(Scope.OFFER, "deal rejected due to backpressure. Please retry in some time."),
    REJECT_HOURLY(Scope.OFFER, "deal rejected as hourly deal count limit reached; retry in some time"),
    REJECT_SERVER_ERROR(Scope.OFFER, "server error: storing deal"),
    REJECT_PADDED_SIZE(Scope.OFFER, "failed validation: transfer size doesn't match padded piece size"),
    REJECT_LIBP2P(Scope.OFFER, "failed validation: libp2p URLs are not supported by this provider"),
    REJECT_OTHER(Scope.OFFER, "failed validation: a reason that nobody has heard of"),
    REJECT_429(Scope.OFFER, "HTTP 429"),
    REJECT_500(Scope.OFFER, "HTTP 500"),
    NODE_DOWN(Scope.CALL, "the node closes each connection without an answer"),
    NODE_SLOW(Scope.CALL, "each answer of the node takes 5 seconds (or ?millis=)"),
    NODE_BUSY(Scope.CALL, "the node answers HTTP 429"),
    STALE_HEAD(Scope.CHAIN, "the node shows the head of the moment at which this was switched on"),
    WRONG_NETWORK(Scope.CHAIN, "the node is on another network"),
    REORG(
            Scope.ONCE,
            "the last ?epochs= (5) tip sets are replaced; what was in them comes again, deals with other ids"),
    ESCROW_DRAINED(Scope.ONCE, "somebody takes what is not locked in every client's escrow");

    /** What a fault befalls, and so what uses up its count. */
    public enum Scope {
        /** A proposal that comes in. */
        OFFER,
        /** A deal that is accepted; it keeps the fault for its life. */
        DEAL,
        /** The provider, for as long as it is switched on. */
        STATE,
        /** A JSON-RPC call. */
        CALL,
        /** The chain, for as long as it is switched on. */
        CHAIN,
        /** Happens at once, and is over. */
        ONCE
    }

    private final Scope scope;
    private final String sentence;

    FaultKind(Scope scope, String sentence) {
        this.scope = scope;
        this.sentence = sentence;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    public Scope scope() {
        return scope;
    }

    /** What it does; for a rejection the text that is sent. */
    public String sentence() {
        return sentence;
    }

    public boolean isRejection() {
        return text().startsWith("reject-") && this != REJECT_429 && this != REJECT_500;
    }

    public boolean isOfChain() {
        return scope == Scope.CALL || scope == Scope.CHAIN || scope == Scope.ONCE;
    }
}
