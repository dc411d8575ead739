package io.whypfs.scheduler.buckets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.scheduler.buckets.PieceSpace.PieceEstimate;
import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Seal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bucket in answers; fields without a value are left out.
 *
 * @param pieceSize padded bytes; an estimate from above until the piece is built, left out while empty
 * @param wasteBytes bytes of the piece that are padding
 * @param wastePercent the same as a share of the piece
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BucketView(
        UUID uuid,
        long id,
        BucketKind kind,
        String name,
        @Nullable Long user,
        @Nullable String core,
        BucketState state,
        Instant since,
        String why,
        String next,
        @Nullable Instant nextAt,
        int maxFiles,
        long thresholdSize,
        @Nullable String schedule,
        String maxAge,
        long files,
        long carBytes,
        @Nullable Long pieceSize,
        long wasteBytes,
        double wastePercent,
        Instant createdAt,
        @Nullable Instant sealedAt,
        @Nullable String sealedBecause,
        @Nullable String pieceCid,
        Deals deals,
        @Nullable UUID successor,
        @Nullable UUID predecessor) {

    /** Deals it should have, has, and has proven on the chain. */
    public record Deals(
            @JsonProperty("target") int target,
            @JsonProperty("live") int live,
            @JsonProperty("active") int active) {}

    public static BucketView of(Bucket bucket, BucketRules rules, Instant now) {
        BucketStanding standing = BucketStanding.of(bucket, rules, now);
        SealSchedule schedule = bucket.terms().schedule();
        Seal seal = bucket.piecework().seal();
        BuiltPiece piece = bucket.piecework().piece();
        PieceEstimate size = piece == null ? PieceSpace.estimate(bucket.fill()) : new PieceEstimate(piece.carBytes());
        boolean empty = bucket.fill().isEmpty();
        return new BucketView(
                bucket.uuid(),
                bucket.id(),
                bucket.identity().kind(),
                bucket.identity().name(),
                bucket.identity().user(),
                bucket.core(),
                bucket.state(),
                bucket.since(),
                standing.why(),
                standing.next(),
                standing.nextAt(),
                bucket.terms().maxFiles(),
                bucket.terms().thresholdSize(),
                schedule == null ? null : schedule.text(),
                bucket.terms().maxAge().toString(),
                bucket.fill().files(),
                bucket.fill().carBytes(),
                empty ? null : (piece == null ? Long.valueOf(size.size().bytes()) : Long.valueOf(piece.size())),
                empty ? 0 : size.wasteBytes(),
                empty ? 0 : size.wastePercent(),
                bucket.identity().createdAt(),
                seal == null ? null : seal.at(),
                seal == null ? null : seal.because(),
                piece == null ? null : piece.cid(),
                new Deals(rules.copies(), bucket.deals().live(), bucket.deals().active()),
                bucket.successor(),
                bucket.identity().predecessor());
    }
}
