package io.whypfs.deals.funds;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.ChainException.NodeRefused;
import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.chain.MessageOutcome;
import io.whypfs.deals.funds.FundMessage.Version;
import io.whypfs.deals.funds.FundMessageState.Done;
import io.whypfs.deals.funds.FundMessageState.Failed;
import io.whypfs.deals.funds.FundMessageState.Included;
import io.whypfs.deals.funds.FundMessageState.Inclusion;
import io.whypfs.deals.funds.FundMessageState.Pushed;
import io.whypfs.deals.funds.FundMessageState.Signed;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.SignedMessage;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The course of one message from its signature to its end; each call goes as far as it can.
 *
 * <p>What is signed is kept before it is pushed, and only kept bytes are pushed, so a crash at any point ends in the same
 * bytes being pushed again. A message is given up only when its nonce is gone for good; a new one has another nonce and is
 * sized by what the chain shows then.
 */
final class TopUpCourse {

    private final Chain chain;
    private final TopUpMessages messages;
    private final FundsRepository repository;
    private final FundsLimits limits;
    private final Clock clock;

    TopUpCourse(Chain chain, TopUpMessages messages, FundsRepository repository, FundsLimits limits, Clock clock) {
        this.chain = chain;
        this.messages = messages;
        this.repository = repository;
        this.limits = limits;
        this.clock = clock;
    }

    /** Signs, keeps and pushes a new message. */
    FundMessage begin(Address wallet, TokenAmount amount, ChainHead head)
            throws ChainException, WalletException, FeeAboveLimitException, SQLException {
        SignedMessage signed = messages.first(wallet, amount);
        Reason reason = new Reason(
                amount.toFil() + " is to be added to the storage market; the message with nonce "
                        + signed.message().nonce() + " is signed.",
                "It is handed to the chain node.",
                clock.instant());
        return push(repository.start(wallet, amount, signed, head.height(), reason, clock.instant()), head);
    }

    /** Looks where the message is and does what is next. */
    FundMessage advance(FundMessage message, ChainHead head) throws ChainException, WalletException, SQLException {
        Optional<MessageOutcome> outcome;
        try {
            outcome = search(message);
        } catch (NodeRefused e) {
            if (e.says("equal nonce")) {
                return nonceGone(message, head);
            }
            throw e;
        }
        if (outcome.isPresent()) {
            return included(message, outcome.get(), head);
        }
        Version latest = message.latest();
        if (message.state() instanceof Included) {
            return push(lost(message), head);
        }
        boolean isOld = head.height() - latest.signedEpoch() >= limits.replaceAfterEpochs();
        if (isOld) {
            return replace(message, head);
        }
        if (latest.pushedEpoch().isEmpty() || message.nonceGoneEpoch().isPresent()) {
            return push(message, head);
        }
        return saved(message.now(message.state(), waiting(message, head), clock.instant()));
    }

    private Optional<MessageOutcome> search(FundMessage message) throws ChainException {
        // The newest first: a node knows what it was handed, and tells of any version that was executed in its place.
        for (Version version : message.versions().reversed()) {
            Optional<MessageOutcome> outcome = chain.outcome(version.signed().cid());
            if (outcome.isPresent()) {
                return outcome;
            }
        }
        return Optional.empty();
    }

    private FundMessage included(FundMessage message, MessageOutcome outcome, ChainHead head)
            throws ChainException, SQLException {
        Inclusion at = new Inclusion(outcome.height(), outcome.message(), outcome.exitCode());
        long onTop = head.height() - at.epoch();
        int wanted = limits.confidenceFor(message.amount());
        FundMessage found = message.withNonceGone(OptionalLong.empty());
        if (onTop < wanted) {
            Reason reason = new Reason(
                    "The message that adds " + message.amount().toFil() + " is on the chain since epoch " + at.epoch()
                            + "; " + onTop + " of " + wanted + " epochs lie on top of it.",
                    outcome.isSuccess() ? "Then the funds count." : "It failed with code " + at.exitCode() + ".",
                    after(wanted - onTop));
            return saved(found.now(new Included(at), reason, clock.instant()));
        }
        if (outcome.isSuccess()) {
            Reason reason = new Reason(
                    message.amount().toFil() + " was added to the storage market at epoch " + at.epoch() + ".",
                    "Proposals can use it.");
            return saved(found.now(new Done(at), reason, clock.instant()));
        }
        Reason reason = new Reason(
                "The chain refused to add " + message.amount().toFil() + " to the storage market, with exit code "
                        + at.exitCode() + " at epoch " + at.epoch() + ".",
                "The balance is read again, and a new message is made if it still lacks.");
        return saved(found.now(new Failed(), reason, clock.instant()));
    }

    private FundMessage lost(FundMessage message) throws SQLException {
        Reason reason = new Reason(
                "A reorganisation of the chain took the message that adds "
                        + message.amount().toFil() + " out of it.",
                "The same message is handed to the node again.",
                clock.instant());
        return saved(message.now(new Signed(), reason, clock.instant()));
    }

    private FundMessage replace(FundMessage message, ChainHead head)
            throws ChainException, WalletException, SQLException {
        Version last = message.latest();
        SignedMessage signed;
        try {
            signed = messages.replacement(last.signed().message());
        } catch (FeeAboveLimitException e) {
            FundMessage told = message.now(
                    message.state(),
                    new Reason(
                            "No block has taken the message with nonce " + message.nonce() + " since epoch "
                                    + last.signedEpoch() + ". " + e.getMessage(),
                            "It is handed to the node again until a block takes it or the limit is raised.",
                            after(1)),
                    clock.instant());
            return push(saved(told), head);
        }
        Version better = new Version(last.number() + 1, signed, head.height(), OptionalLong.empty());
        List<Version> all = new ArrayList<>(message.versions());
        all.add(better);
        Reason reason = new Reason(
                "No block took the message with nonce " + message.nonce() + " for " + limits.replaceAfterEpochs()
                        + " epochs; one that pays more gas is signed.",
                "It replaces the former in the node's pool.",
                clock.instant());
        FundMessage next = new FundMessage(
                message.id(),
                message.wallet(),
                message.nonce(),
                message.amount(),
                message.state(),
                message.since(),
                reason,
                message.nonceGoneEpoch(),
                all);
        repository.addVersion(next, better);
        return push(next, head);
    }

    private FundMessage push(FundMessage message, ChainHead head) throws ChainException, SQLException {
        try {
            chain.push(message.latest().signed());
        } catch (NodeRefused e) {
            if (e.says("nonce too low")) {
                return nonceGone(message, head);
            }
            if (!isInPool(e)) {
                Reason reason = new Reason(
                        "The chain node does not take the message with nonce " + message.nonce() + ": " + e.text(),
                        "The same message is handed to it again, and replaced after " + limits.replaceAfterEpochs()
                                + " epochs.",
                        after(1));
                return saved(message.now(message.state(), reason, clock.instant()));
            }
        }
        FundMessage pushed = message.withNonceGone(OptionalLong.empty());
        FundMessage told = pushed.now(new Pushed(), waiting(message, head), clock.instant());
        repository.pushed(told, message.latest().number(), head.height());
        return told;
    }

    /** The node has these very bytes. */
    private static boolean isInPool(NodeRefused e) {
        return e.says("already in mpool") || e.says("nonce already exists");
    }

    /** Something else has our nonce, or ours is on the chain where the search does not look yet. */
    private FundMessage nonceGone(FundMessage message, ChainHead head) throws ChainException, SQLException {
        long since = message.nonceGoneEpoch().orElse(head.height());
        int wanted = limits.confidenceFor(message.amount());
        if (head.height() - since >= wanted) {
            Reason reason = new Reason(
                    "The nonce " + message.nonce() + " of the message that was to add "
                            + message.amount().toFil() + " was used by another message of this wallet.",
                    "What the storage market holds is read again, and a new message is made if it still lacks.");
            return saved(message.now(new Failed(), reason, clock.instant()));
        }
        Reason reason = new Reason(
                "The node says that the nonce " + message.nonce() + " is used, and does not show our message.",
                "It is looked for until " + wanted + " epochs have passed.",
                after(1));
        return saved(message.withNonceGone(OptionalLong.of(since)).now(message.state(), reason, clock.instant()));
    }

    private Reason waiting(FundMessage message, ChainHead head) throws ChainException {
        long sinceEpoch = message.latest().signedEpoch();
        return new Reason(
                "The message with nonce " + message.nonce() + " that adds "
                        + message.amount().toFil() + " waits for a block since epoch " + sinceEpoch + ".",
                "It is looked for at every epoch, and replaced by one that pays more at epoch "
                        + (sinceEpoch + limits.replaceAfterEpochs()) + ".",
                after(Math.max(1, Math.min(2, sinceEpoch + limits.replaceAfterEpochs() - head.height()))));
    }

    private FundMessage saved(FundMessage message) throws SQLException {
        repository.update(message);
        return message;
    }

    private Instant after(long epochs) throws ChainException {
        Duration epoch = chain.network().epochLength();
        return clock.instant().plus(epoch.multipliedBy(epochs));
    }
}
