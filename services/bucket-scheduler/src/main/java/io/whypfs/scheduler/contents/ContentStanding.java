package io.whypfs.scheduler.contents;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.BucketView;
import io.whypfs.scheduler.buckets.SpanText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a content stands, in words for its owner; fields without a value are left out.
 *
 * @param since when it came to stand there
 * @param why what keeps it there
 * @param next what happens to it next
 * @param nextAt when; null when that hangs on something without a time
 * @param bucket the bucket it is in, or the one it waits for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContentStanding(
        long content,
        ContentState state,
        Instant since,
        String why,
        String next,
        @Nullable Instant nextAt,
        @Nullable BucketView bucket) {

    private static final String STAYS = "Until then it stays on its home cores.";

    /**
     * Explains a row.
     *
     * @param bucket the bucket it is in, or the newest of the line it wishes for; null: there is none
     * @param creatorInterval how often waiting contents are looked at
     */
    static ContentStanding of(SchedulerContent row, @Nullable BucketView bucket, Duration creatorInterval) {
        return switch (row.state) {
            case unassigned -> unassigned(row, bucket, creatorInterval);
            case assigned -> assigned(row, bucket);
            case oversize ->
                waiting(
                        row,
                        null,
                        String.valueOf(row.why),
                        "It waits until contents can be split over pieces. " + STAYS);
            case dropped -> dropped(row, bucket);
        };
    }

    private static ContentStanding unassigned(
            SchedulerContent row, @Nullable BucketView bucket, Duration creatorInterval) {
        String soon = "The next look at waiting contents, one every " + SpanText.of(creatorInterval)
                + ", puts it into a bucket. " + STAYS;
        UUID wished = row.bucketWished;
        if (wished == null) {
            return waiting(row, null, "No bucket has taken it up yet.", soon);
        }
        if (bucket == null) {
            return waiting(
                    row,
                    null,
                    "It was stored for the bucket " + wished + ", and there is none of that name.",
                    "Its owner may store it again without a bucket, or for one that exists. " + STAYS);
        }
        if (!Objects.equals(bucket.user(), row.userId)) {
            return waiting(
                    row,
                    null,
                    "It was stored for the bucket " + wished + ", which is not its owner's.",
                    "Its owner may store it again without a bucket, or for an own one. " + STAYS);
        }
        if (bucket.state() == BucketState.paused) {
            return waiting(
                    row,
                    bucket,
                    "The bucket " + bucket.uuid() + " it was stored for is paused, and has no room left or has not been"
                            + " looked at yet.",
                    "It goes in when there is room, at the latest after its owner resumes or seals that bucket. "
                            + STAYS);
        }
        return waiting(
                row, bucket, "The bucket " + bucket.uuid() + " it was stored for has not taken it up yet.", soon);
    }

    private static ContentStanding assigned(SchedulerContent row, @Nullable BucketView bucket) {
        BucketView its = Objects.requireNonNull(bucket, "the bucket of an assigned content");
        return new ContentStanding(
                row.contentId,
                row.state,
                row.changedAt,
                "It is in the bucket " + its.uuid() + ", which is " + its.state() + ". " + its.why(),
                its.next(),
                its.nextAt(),
                its);
    }

    private static ContentStanding dropped(SchedulerContent row, @Nullable BucketView bucket) {
        if (row.why != null) {
            return new ContentStanding(
                    row.contentId,
                    row.state,
                    row.changedAt,
                    row.why.strip(),
                    "It stays on its home cores; to have deals made for it, its owner stores it again.",
                    null,
                    null);
        }
        return new ContentStanding(
                row.contentId,
                row.state,
                row.changedAt,
                bucket == null
                        ? "Its owner deleted it."
                        : "Its owner deleted it; the sealed bucket " + bucket.uuid() + " holds it until its deals end.",
                "Nothing more happens to it.",
                null,
                bucket);
    }

    private static ContentStanding waiting(SchedulerContent row, @Nullable BucketView bucket, String why, String next) {
        Instant givesUpAt = row.givesUpAt;
        boolean noticed = givesUpAt != null;
        return new ContentStanding(
                row.contentId,
                row.state,
                row.changedAt,
                noticed ? why + " It has waited in vain since " + row.changedAt + "." : why,
                noticed ? next + " At " + givesUpAt + " the scheduler gives it up." : next,
                givesUpAt,
                bucket);
    }
}
