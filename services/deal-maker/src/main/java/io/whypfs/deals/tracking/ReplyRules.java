package io.whypfs.deals.tracking;

import io.whypfs.deals.deals.Adjustment;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealState.Proposing;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.deals.Terms;
import io.whypfs.deals.deals.Uuids;
import io.whypfs.deals.protocol.ProposalReply;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.deals.providers.Evidence;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows from the reply to an offer. Source: WhyPFS reference of deals, section 4.8. */
final class ReplyRules {

    private static final long NEVER = Long.MAX_VALUE;

    private final Endings endings;
    private final DealPolicy policy;
    private final RandomGenerator random;
    private final Alarm alarm;

    ReplyRules(Endings endings, DealPolicy policy, RandomGenerator random, Alarm alarm) {
        this.endings = endings;
        this.policy = policy;
        this.random = random;
        this.alarm = alarm;
    }

    Decision after(Deal deal, Proposing sent, ProposalReply reply, Moment now) {
        return switch (reply) {
            case ProposalReply.Accepted _ -> accepted(deal, sent.offer(), "The provider accepted the offer.", now);
            case ProposalReply.Rejected refusal -> refused(deal, sent, refusal, now);
            case ProposalReply.Busy busy -> busy(deal, sent, busy, now);
            case ProposalReply.Unclear unclear -> again(deal, sent, true, unclear.why(), now);
            case ProposalReply.Unreachable away -> again(deal, sent, sent.mayHaveArrived(), away.why(), now);
        };
    }

    Decision accepted(Deal deal, Offer offer, String why, Moment now) {
        alarm.calm();
        return Decision.of(
                deal.in(
                        new DealState.Accepted(offer),
                        new Reason(
                                why,
                                "The provider fetches the piece; another takes its place when it does not.",
                                now.timeOf(now.epoch() + policy.timeouts().fetch())),
                        now,
                        now.epoch() + policy.polls().accepted()),
                new Evidence.Accepted());
    }

    /** The offer's start came too near while nobody took it. */
    Decision tooLate(Deal deal, Proposing proposing, Moment now) {
        return unanswered(deal, proposing, "Its start came too near before the provider answered.", now);
    }

    /** No clear answer in time. */
    Decision unanswered(Deal deal, Proposing proposing, Moment now) {
        return unanswered(
                deal,
                proposing,
                "The provider gave no clear answer for " + policy.timeouts().proposing() + " epochs.",
                now);
    }

    private Decision unanswered(Deal deal, Proposing proposing, String why, Moment now) {
        return proposing.mayHaveArrived()
                ? endings.failedWhileLive(deal, proposing.offer(), why, now)
                : endings.failedForGood(deal, proposing.offer(), why, now, failuresBefore(deal));
    }

    private Decision again(Deal deal, Proposing sent, boolean mayHaveArrived, String why, Moment now) {
        int tries = sent.tries() + 1;
        Proposing ended = new Proposing(sent.offer(), tries, false, mayHaveArrived);
        String words = ProviderWords.sentence(why);
        if (!mayHaveArrived && tries >= policy.retries().tries()) {
            Deal over = Endings.over(
                    deal,
                    new DealState.Failed(
                            sent.offer(), null, now.epoch() + policy.retries().backOff(failuresBefore(deal))),
                    "The provider was not reached " + tries + " times: " + words,
                    now);
            return Decision.of(over, new Evidence.Unreachable(words));
        }
        long due = now.epoch() + policy.polls().proposing() * (1L << Math.min(2 * sent.tries(), 6));
        String next = mayHaveArrived
                ? "The provider is asked whether it has the offer; if not, the same offer is sent again."
                : "The same offer is sent again.";
        return Decision.of(
                deal.still(ended, new Reason(words, next, now.timeOf(due)), due), new Evidence.Unreachable(words));
    }

    private Decision busy(Deal deal, Proposing sent, ProposalReply.Busy busy, Moment now) {
        String words = ProviderWords.sentence(busy.why());
        return Decision.of(
                rejected(deal, sent, RejectionClass.BUSY, words, now.epoch() + jitter(), now),
                new Evidence.Busy(words));
    }

    private Decision refused(Deal deal, Proposing sent, ProposalReply.Rejected refusal, Moment now) {
        RejectionClass kind = refusal.rejection();
        String words = ProviderWords.sentence(refusal.message());
        if (kind.action() == RejectionClass.Action.TREAT_AS_ACCEPTED) {
            return accepted(deal, sent.offer(), "The provider has the offer already.", now);
        }
        Decision decision = Decision.of(
                rejected(deal, sent, kind, words, now.epoch() + pause(deal, kind), now),
                new Evidence.Rejected(kind, words));
        Optional<Adjustment> change = adjustment(kind);
        boolean mayAdjust = deal.terms().adjustment() == Adjustment.none && !sent.mayHaveArrived();
        if (change.isPresent() && mayAdjust) {
            return decision.replacedBy(adjusted(deal, change.get(), words, now));
        }
        return switch (kind.action()) {
            case STOP_AND_ALARM -> {
                alarm.raise("The provider " + deal.provider() + " refused deal " + deal.uuid()
                        + " for what looks like a fault of ours: " + words);
                yield decision.pieceDueAt(now.epoch() + policy.retries().ownFault());
            }
            case TOP_UP -> decision.pieceDueAt(now.epoch() + policy.polls().sweep());
            default -> decision;
        };
    }

    private Deal rejected(Deal deal, Proposing sent, RejectionClass kind, String words, long retryEpoch, Moment now) {
        // Who may have taken the same offer before can still publish it, whatever it says now.
        long live = sent.mayHaveArrived() ? sent.offer().startEpoch() + policy.finality() : 0;
        return Endings.over(
                deal,
                new DealState.Rejected(sent.offer(), kind, Math.max(retryEpoch, live)),
                "The provider refused: " + words,
                now);
    }

    private long pause(Deal deal, RejectionClass kind) {
        return switch (kind.action()) {
            case REFRESH_COLLATERAL, START_LATER, START_EARLIER, REBUILD, UNVERIFIED_OR_OTHER_WALLET ->
                deal.terms().adjustment() == Adjustment.none
                        ? 0
                        : policy.retries().backOff(failuresBefore(deal));
            case TOP_UP -> policy.polls().sweep();
            case ASK_AGAIN, OTHER_PROVIDER -> policy.retries().backOff(failuresBefore(deal));
            case EXCLUDE_FOR_KIND, EXCLUDE_FOR_DAYS, STOP_AND_ALARM ->
                policy.retries().excluded();
            case EXCLUDE_FOR_PIECE -> NEVER / 2;
            case RETRY_LATER -> jitter();
            case TREAT_AS_ACCEPTED -> 0;
        };
    }

    private static Optional<Adjustment> adjustment(RejectionClass kind) {
        return switch (kind.action()) {
            case REFRESH_COLLATERAL -> Optional.of(Adjustment.collateral);
            case START_LATER -> Optional.of(Adjustment.later_start);
            case START_EARLIER -> Optional.of(Adjustment.earlier_start);
            case REBUILD -> Optional.of(Adjustment.rebuilt);
            default -> Optional.empty();
        };
    }

    private Deal adjusted(Deal deal, Adjustment change, String words, Moment now) {
        Terms before = deal.terms();
        Terms terms =
                new Terms(before.client(), before.verified(), before.pricePerEpoch(), before.attempt() + 1, change);
        return Deal.planned(
                Uuids.random(random),
                deal.bucket(),
                deal.pieceCid(),
                deal.pieceSize(),
                deal.provider(),
                terms,
                new Reason(
                        "The provider refused the offer before this one: " + words,
                        "A changed offer is made to it, once.",
                        now.timeOf(now.epoch() + 1)),
                now);
    }

    private long jitter() {
        return random.nextLong(policy.retries().busyMin(), policy.retries().busyMax() + 1);
    }

    private static int failuresBefore(Deal deal) {
        return deal.terms().attempt() - 1;
    }
}
