package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Hints;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.mk12.DealStatus;
import io.whypfs.filecoin.mk12.DealStatusResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows an accepted deal until the chain has it: by what our own core-nodes served, by the provider's status, and by the
 * chain as soon as there is a place on it to look at.
 */
final class ProviderStep implements Step {

    private final StatusQuestion question;
    private final ChainSight sight;
    private final Endings endings;
    private final DealPolicy policy;

    ProviderStep(StatusQuestion question, ChainSight sight, Endings endings, DealPolicy policy) {
        this.question = question;
        this.sight = sight;
        this.endings = endings;
        this.policy = policy;
    }

    @Override
    public Decision look(Deal deal, Moment now, boolean armed) throws ChainException, WalletException {
        Offer offer = Objects.requireNonNull(deal.state().offerOrNull());
        StatusReply reply = question.ask(deal);
        Deal heard = reply instanceof StatusReply.Known known ? hearing(deal, known.response(), now) : deal;
        Optional<Sight> seen =
                heard.hints().arePublished() ? Optional.of(sight.look(heard, offer, now)) : Optional.empty();
        if (seen.isPresent() && seen.get() instanceof Sight.Found found) {
            return published(heard, offer, found, now);
        }
        if (seen.isPresent() && seen.get() instanceof Sight.Lost lost) {
            return endings.failedWhileLive(heard, offer, lost.why(), now);
        }
        Optional<String> broken = broken(reply);
        if (broken.isPresent()) {
            return endings.failedForGood(
                    heard, offer, broken.get(), now, heard.terms().attempt() - 1);
        }
        Optional<String> tooLate = tooLate(heard, offer, reply, now);
        if (tooLate.isPresent()) {
            return endings.failedWhileLive(heard, offer, tooLate.get(), now);
        }
        return onward(heard, offer, reply, seen, now);
    }

    /** The deal with the provider's newest words. */
    static Deal hearing(Deal deal, DealStatusResponse response, Moment now) {
        return deal.withHints(response.status()
                .map(status -> deal.hints()
                        .told(
                                ProviderWords.of(status),
                                status.publishCid().orElse(null),
                                status.chainDealId(),
                                now.epoch()))
                .orElse(deal.hints()));
    }

    private Decision published(Deal deal, Offer offer, Sight.Found found, Moment now) {
        long believed = found.publication().height() + policy.finality();
        List<Evidence> evidence = deal.state() instanceof DealState.Transferred ? List.of() : fetched(deal, offer, now);
        return new Decision(
                        deal.in(
                                new DealState.Published(offer, found.publication()),
                                new Reason(
                                        "The chain took it as deal "
                                                + found.publication().dealId() + ".",
                                        "Once enough epochs lie on top, it is compared with our proposal and counts as published for good.",
                                        now.timeOf(believed)),
                                now,
                                now.epoch()),
                        evidence,
                        null,
                        0,
                        false)
                .goingOn();
    }

    /** An error that the provider calls the end of the deal. */
    private static Optional<String> broken(StatusReply reply) {
        return reply instanceof StatusReply.Known known
                ? known.response()
                        .status()
                        .filter(ProviderWords::isOverWithError)
                        .map(status ->
                                "The provider says that the deal failed: " + ProviderWords.sentence(status.error()))
                : Optional.empty();
    }

    private Optional<String> tooLate(Deal deal, Offer offer, StatusReply reply, Moment now) {
        long waited = now.epoch() - deal.sinceEpoch();
        DealPolicy.Timeouts limits = policy.timeouts();
        if (reply instanceof StatusReply.Unknown unknown && waited > limits.proposing()) {
            return Optional.of(
                    "The provider accepted it and does not know it any more: " + ProviderWords.sentence(unknown.why()));
        }
        if (deal.state() instanceof DealState.Accepted
                && waited > limits.fetch()
                && !deal.hints().arePublished()) {
            return Optional.of("The provider accepted it and fetched nothing for " + limits.fetch() + " epochs.");
        }
        if (deal.hints().publishSince() > 0 && now.epoch() - deal.hints().publishSince() > limits.confirm()) {
            return Optional.of("The provider says that it published the deal, and for " + limits.confirm()
                    + " epochs the chain has not shown it.");
        }
        if (now.epoch() > publishBy(offer)) {
            return Optional.of("It was not published early enough before its start epoch " + offer.startEpoch() + ".");
        }
        return Optional.empty();
    }

    private long publishBy(Offer offer) {
        long delay = offer.startEpoch() - offer.proposedEpoch();
        return offer.startEpoch() - Math.min(policy.timeouts().publishMargin(), delay / 4);
    }

    private Decision onward(Deal deal, Offer offer, StatusReply reply, Optional<Sight> seen, Moment now) {
        DealState reached = reached(deal, offer, reply);
        long due = now.epoch() + pause(reached);
        Reason reason = reason(deal, offer, reached, reply, seen, now);
        if (reached.word().equals(deal.word())) {
            return Decision.of(deal.waiting(reason, due));
        }
        List<Evidence> evidence = reached instanceof DealState.Transferred ? fetched(deal, offer, now) : List.of();
        return new Decision(deal.in(reached, reason, now, due), evidence, null, 0, false);
    }

    private DealState reached(Deal deal, Offer offer, StatusReply reply) {
        Hints hints = deal.hints();
        boolean isThere = hints.wholeServed()
                || deal.state() instanceof DealState.Transferred
                || reply instanceof StatusReply.Known known
                        && known.response()
                                .status()
                                .filter(ProviderWords::hasPiece)
                                .isPresent();
        if (isThere) {
            return new DealState.Transferred(offer);
        }
        boolean isMoving = hints.bytesServed() > 0 || deal.state() instanceof DealState.Transferring;
        return isMoving ? new DealState.Transferring(offer) : new DealState.Accepted(offer);
    }

    private long pause(DealState state) {
        return state instanceof DealState.Transferred
                ? policy.polls().transferred()
                : policy.polls().accepted();
    }

    private List<Evidence> fetched(Deal deal, Offer offer, Moment now) {
        Duration took = Duration.between(deal.since(), now.at());
        return List.of(new Evidence.Transferred(
                offer.params().transfer().sizeBytes(), took.isPositive() ? took : Duration.ofMillis(1)));
    }

    private Reason reason(
            Deal deal, Offer offer, DealState reached, StatusReply reply, Optional<Sight> seen, Moment now) {
        String silence = reply instanceof StatusReply.Unreachable away
                ? " The provider cannot be asked: " + ProviderWords.sentence(away.why())
                : "";
        String error = reply instanceof StatusReply.Known known
                ? known.response()
                        .status()
                        .map(DealStatus::error)
                        .filter(text -> !text.isBlank())
                        .map(text -> " The provider reports: " + ProviderWords.sentence(text))
                        .orElse("")
                : "";
        if (seen.isPresent() && seen.get() instanceof Sight.NotYet notYet) {
            return new Reason(
                    notYet.why() + silence + error,
                    "The chain is asked again; another provider takes its place when it does not come.",
                    now.timeOf(deal.hints().publishSince() + policy.timeouts().confirm()));
        }
        return switch (reached) {
            case DealState.Accepted _ ->
                new Reason(
                        "The provider accepted the offer and has fetched nothing yet." + silence + error,
                        "The provider fetches the piece; another takes its place when it does not.",
                        now.timeOf(deal.sinceEpoch() + policy.timeouts().fetch()));
            case DealState.Transferring _ ->
                new Reason(
                        "The provider is fetching the piece." + silence + error,
                        "The provider checks the piece and publishes the deal.",
                        now.timeOf(publishBy(offer)));
            default ->
                new Reason(
                        "The provider has the whole piece." + silence + error,
                        "The provider publishes the deal on the chain, with others in a batch.",
                        now.timeOf(publishBy(offer)));
        };
    }
}
