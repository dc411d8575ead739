package io.whypfs.scheduler.buckets;

import java.time.Instant;
import java.util.Optional;

/** When a bucket is sealed, and why; pure. */
public final class SealingRule {

    private SealingRule() {}

    /** Why a bucket with this in it takes no more, whatever comes next; empty while it does. */
    public static Optional<String> full(SealingTerms terms, Fill fill) {
        if (fill.isEmpty()) {
            return Optional.empty();
        }
        if (fill.files() >= terms.maxFiles()) {
            return Optional.of("It reached its number of files, " + terms.maxFiles() + ".");
        }
        if (fill.carBytes() >= terms.thresholdSize()) {
            return Optional.of("Its size, " + ByteText.of(fill.carBytes()) + ", passed the threshold of "
                    + ByteText.of(terms.thresholdSize()) + ".");
        }
        return Optional.empty();
    }

    /** Why the bucket is to be sealed now; empty when it is not. Never an empty one, never a paused one. */
    public static Optional<String> decide(Bucket bucket, Instant now) {
        Instant due = bucket.fill().dueAt();
        if (bucket.state() != BucketState.open || due == null) {
            return Optional.empty();
        }
        Optional<String> full = full(bucket.terms(), bucket.fill());
        return full.isPresent() || now.isBefore(due) ? full : Optional.of(becauseOfTime(bucket, due));
    }

    /** When age or schedule seal a bucket whose first content comes at {@code firstAt}. */
    public static Instant dueAt(SealingTerms terms, Instant createdAt, Instant firstAt) {
        Instant aged = firstAt.plus(terms.maxAge());
        SealSchedule schedule = terms.schedule();
        if (schedule == null) {
            return aged;
        }
        return schedule.nextAfter(firstAt, createdAt).filter(aged::isAfter).orElse(aged);
    }

    /** What seals it at {@code due}, as the beginning of a sentence. */
    static String cause(Bucket bucket, Instant due) {
        SealSchedule schedule = bucket.terms().schedule();
        Instant first = bucket.fill().firstAt();
        if (schedule == null
                || first == null
                || !due.isBefore(first.plus(bucket.terms().maxAge()))) {
            return "Its first content is " + SpanText.of(bucket.terms().maxAge()) + " old";
        }
        return "Its schedule (" + schedule.text() + ") says so";
    }

    private static String becauseOfTime(Bucket bucket, Instant due) {
        return cause(bucket, due) + ", since " + due + ".";
    }
}
