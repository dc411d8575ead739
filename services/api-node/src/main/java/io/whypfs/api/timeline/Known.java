package io.whypfs.api.timeline;

import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.ContentPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.owners.Word;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a timeline is made of.
 *
 * @param content empty for the timeline of a bucket or a deal
 * @param bucket the bucket that it is in; empty: none yet, by all that is known
 * @param past what was told of that bucket
 * @param deals what was told of its deals, oldest first
 * @param aboutContent the scheduler's word on the content
 * @param aboutBucket the scheduler's word on the bucket
 * @param aboutPiece the home core's
 * @param aboutDeals the deal-maker's, on the bucket's deals
 * @param now when this was gathered
 */
record Known(
        Optional<ContentPast> content,
        Optional<UUID> bucket,
        BucketPast past,
        List<DealPast> deals,
        Word aboutContent,
        Word aboutBucket,
        Word aboutPiece,
        Word aboutDeals,
        Instant now) {

    Known {
        deals = List.copyOf(deals);
    }

    /** The scheduler's word on the bucket, which may have come along with its word on the content. */
    Optional<Saying> bucketSaying() {
        return Saying.of(aboutBucket).or(() -> Saying.of(aboutContent).flatMap(said -> said.part("bucket")));
    }

    /** The core that builds the piece, where it is known. */
    Optional<UUID> homeCore() {
        return homeCore(past, bucketSaying());
    }

    static Optional<UUID> homeCore(BucketPast past, Optional<Saying> bucket) {
        return past.sealed()
                .map(BucketPast.Sealed::core)
                .or(() -> bucket.map(said -> said.text("core")))
                .filter(io.whypfs.api.http.PathUuid::isUuid)
                .map(UUID::fromString);
    }
}
