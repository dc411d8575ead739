package io.whypfs.scheduler.buckets;

import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Delay;
import io.whypfs.scheduler.buckets.Piecework.Seal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a bucket is where it is, in words for its owner.
 *
 * @param why what keeps it there
 * @param next what happens to it next
 * @param nextAt when; null when that hangs on something without a time
 */
public record BucketStanding(
        String why, String next, @Nullable Instant nextAt) {

    public static BucketStanding of(Bucket bucket, BucketRules rules, Instant now) {
        return switch (bucket.state()) {
            case open -> open(bucket, rules, now);
            case paused -> paused(bucket);
            case sealed -> sealed(bucket);
            case ready -> ready(bucket, rules);
            case completed -> completed(bucket, rules);
            case retired -> retired(bucket, rules);
        };
    }

    private static BucketStanding open(Bucket bucket, BucketRules rules, Instant now) {
        Instant due = bucket.fill().dueAt();
        if (due == null) {
            return new BucketStanding(
                    "It is empty: " + fill(bucket), "It takes contents; an empty bucket is never sealed.", null);
        }
        if (SealingRule.decide(bucket, now).isPresent()) {
            return new BucketStanding(
                    "It is due to be sealed: " + fill(bucket),
                    "It is sealed at the next look at all buckets, one every " + SpanText.of(rules.tick()) + ".",
                    now.plus(rules.tick()));
        }
        return new BucketStanding(
                "It still takes contents: " + fill(bucket),
                "It is sealed when it has " + bucket.terms().maxFiles() + " files or "
                        + ByteText.of(bucket.terms().thresholdSize())
                        + ", when the next content does not fit, and at the latest at " + due + ": then "
                        + lowerFirst(SealingRule.cause(bucket, due)) + ".",
                due);
    }

    private static BucketStanding paused(Bucket bucket) {
        boolean full = SealingRule.full(bucket.terms(), bucket.fill()).isPresent();
        return new BucketStanding(
                "Its owner paused it: " + fill(bucket) + (full ? " It is full, so further contents wait." : ""),
                "It takes contents as long as they fit, and is not sealed before its owner resumes or seals it.",
                null);
    }

    private static BucketStanding sealed(Bucket bucket) {
        Delay delay = bucket.piecework().delay();
        if (delay != null) {
            return new BucketStanding(delay.why(), delay.next(), delay.nextAt());
        }
        Seal seal = bucket.piecework().seal();
        return new BucketStanding(
                "Its piece is being built by its core " + bucket.homeCore() + ". "
                        + (seal == null ? "" : seal.because()),
                "When the piece is built, deals for it are made.",
                null);
    }

    private static BucketStanding ready(Bucket bucket, BucketRules rules) {
        return new BucketStanding(
                "Its piece " + piece(bucket) + " is built, and deals are being made: " + deals(bucket, rules),
                "It is completed when " + rules.copies() + " deals are active.",
                null);
    }

    private static BucketStanding completed(Bucket bucket, BucketRules rules) {
        int missing = bucket.deals().missing(rules.copies());
        if (missing == 0) {
            return new BucketStanding(
                    "It has the deals it should have: " + deals(bucket, rules),
                    "Its deals are watched and renewed before they end; at "
                            + bucket.since().plus(rules.oldest()) + " it is filed as retired.",
                    bucket.since().plus(rules.oldest()));
        }
        return missing(bucket, rules, missing, "");
    }

    private static BucketStanding retired(Bucket bucket, BucketRules rules) {
        String because = String.valueOf(bucket.retiredBecause());
        int missing = bucket.piecework().piece() == null ? 0 : bucket.deals().missing(rules.copies());
        if (missing > 0) {
            return missing(bucket, rules, missing, because + " ");
        }
        return new BucketStanding(
                because,
                bucket.piecework().piece() == null
                        ? "It takes nothing more; a content that asks for it goes to its successor."
                        : "Its deals are watched and renewed as before.",
                null);
    }

    private static BucketStanding missing(Bucket bucket, BucketRules rules, int missing, String before) {
        Instant audited = bucket.deals().auditedAt();
        return new BucketStanding(
                before + auditWords(bucket, rules.copies()),
                "The deal-maker makes " + missing + " more; the checker tells it again while any is missing.",
                audited == null ? null : audited.plus(rules.auditPeriod()));
    }

    /** What the checker says of a bucket that lacks deals. */
    public static String auditWords(Bucket bucket, int target) {
        DealCount deals = bucket.deals();
        return "It has only " + deals.live() + " of " + target + " live deals, " + deals.active()
                + " of them active: the others ended.";
    }

    private static String fill(Bucket bucket) {
        return bucket.fill().files() + " of " + bucket.terms().maxFiles() + " files, "
                + ByteText.of(bucket.fill().carBytes()) + " of "
                + ByteText.of(bucket.terms().thresholdSize()) + ".";
    }

    private static String piece(Bucket bucket) {
        BuiltPiece piece = bucket.piecework().piece();
        return piece == null ? "" : piece.cid();
    }

    private static String deals(Bucket bucket, BucketRules rules) {
        return bucket.deals().live() + " of " + rules.copies() + " live, "
                + bucket.deals().active() + " active.";
    }

    private static String lowerFirst(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
