package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.PlainText;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.deals.providers.TrackRecord.BackOff;
import io.whypfs.deals.providers.TrackRecord.Counts;
import java.util.UUID;

/**
 * What a piece of evidence makes of a provider's record. Pure.
 *
 * <p>Weights: an acceptance is worth 1 good, a transfer 1, an activation 2; a refusal, a silence 1 bad, being busy a half, a
 * failure 2, a slashing 4. A refusal that is our own fault says nothing about the provider.
 */
final class EvidenceRules {

    private static final double HALF = 0.5;

    private final BackOffPolicy policy;
    private final long halfLifeEpochs;

    EvidenceRules(BackOffPolicy policy, long halfLifeEpochs) {
        this.policy = policy;
        this.halfLifeEpochs = halfLifeEpochs;
    }

    TrackRecord after(TrackRecord before, long epoch, UUID deal, Evidence evidence) {
        TrackRecord faded = new TrackRecord(
                count(before.counts(), evidence),
                before.score().at(epoch, halfLifeEpochs),
                before.failuresInRow(),
                before.backOff());
        return switch (evidence) {
            case Evidence.Proposed() -> faded;
            case Evidence.Accepted() -> good(faded, 1);
            case Evidence.Transferred _ -> good(faded, 1);
            case Evidence.Activated _ -> good(faded, 2);
            case Evidence.Rejected(RejectionClass rejection, String message) ->
                rejected(faded, epoch, deal, rejection, message);
            case Evidence.Busy(String why) -> busy(faded, epoch, deal, why);
            case Evidence.Unreachable(String why) -> bad(faded, 1, epoch, "It did not answer: " + sentence(why));
            case Evidence.Failed(String why) -> bad(faded, 2, epoch, "A deal with it failed: " + sentence(why));
            case Evidence.Slashed() -> bad(faded, 4, epoch, "It ended a deal before its time.");
        };
    }

    private static TrackRecord good(TrackRecord record, double weight) {
        return new TrackRecord(record.counts(), record.score().plus(weight, 0), 0, BackOff.NONE);
    }

    private TrackRecord bad(TrackRecord record, double weight, long epoch, String why) {
        int inRow = record.failuresInRow() + 1;
        return leftAlone(record, weight, inRow, epoch + policy.failure(inRow), why);
    }

    private TrackRecord busy(TrackRecord record, long epoch, UUID deal, String why) {
        return leftAlone(
                record, HALF, record.failuresInRow(), epoch + policy.busy(deal), "It was busy: " + sentence(why));
    }

    private TrackRecord rejected(TrackRecord record, long epoch, UUID deal, RejectionClass rejection, String message) {
        String why = "It refused an offer: " + sentence(message);
        return switch (rejection) {
            case SIGNATURE, COLLATERAL, FUNDS, DATACAP, STALE, SIZE_NOT_NATURAL, TRANSFER_TYPE, DUPLICATE, INVALID ->
                record;
            // Both are tried once more with another start; what comes of that is evidence enough.
            case START_TOO_EARLY, START_TOO_LATE -> record;
            // About one piece, not about the provider.
            case BLOCKLISTED -> record;
            case ASK_CHANGED -> leftAlone(record, 0, record.failuresInRow(), epoch + policy.askChanged(), why);
            case BUSY -> busy(record, epoch, deal, message);
            case NOT_ALLOWED -> leftAlone(record, 1, record.failuresInRow(), epoch + policy.notAllowed(), why);
            case KIND_NOT_TAKEN -> leftAlone(record, 1, record.failuresInRow(), epoch + policy.kindNotTaken(), why);
            case UNKNOWN -> bad(record, 1, epoch, why);
        };
    }

    /** A later end of a back-off stands, also when a milder reason comes after it. */
    private static TrackRecord leftAlone(TrackRecord record, double bad, int inRow, long until, String why) {
        BackOff backOff = until >= record.backOff().untilEpoch() ? new BackOff(until, why) : record.backOff();
        return new TrackRecord(record.counts(), record.score().plus(0, bad), inRow, backOff);
    }

    private static String sentence(String text) {
        String stripped = PlainText.of(text).strip();
        return stripped.isEmpty() ? "without a word." : stripped.endsWith(".") ? stripped : stripped + ".";
    }

    private static Counts count(Counts c, Evidence evidence) {
        long bytes = evidence instanceof Evidence.Transferred transferred ? transferred.bytes() : 0;
        long millis = evidence instanceof Evidence.Transferred transferred
                ? transferred.duration().toMillis()
                : 0;
        long epochs = evidence instanceof Evidence.Activated activated ? activated.epochs() : 0;
        return new Counts(
                c.proposed() + one(evidence instanceof Evidence.Proposed),
                c.accepted() + one(evidence instanceof Evidence.Accepted),
                c.rejected() + one(evidence instanceof Evidence.Rejected),
                c.busy() + one(evidence instanceof Evidence.Busy),
                c.unreachable() + one(evidence instanceof Evidence.Unreachable),
                c.transferred() + one(evidence instanceof Evidence.Transferred),
                c.bytesTransferred() + bytes,
                c.transferMillis() + millis,
                c.activated() + one(evidence instanceof Evidence.Activated),
                c.epochsToActivation() + epochs,
                c.failed() + one(evidence instanceof Evidence.Failed),
                c.slashed() + one(evidence instanceof Evidence.Slashed));
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }
}
