package io.whypfs.api.buckets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.api.json.GoTime;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * V1's StagingZone, with what is left in it of V1's base row.
 *
 * @param contentID 0: a bucket is no content here
 */
@Schema(name = "StagingZone")
public record StagingZone(
        long id,
        Instant createdAt,
        long minSize,
        long maxSize,
        long curSize,
        long user,
        long contentID,
        String location,

        @Schema(enumeration = {"open", "done"}) String status,

        String message,
        @JsonProperty("ID") long baseId,
        @JsonProperty("CreatedAt") Instant baseCreatedAt,
        @JsonProperty("UpdatedAt") Instant updatedAt,
        @JsonProperty("DeletedAt") @Nullable Instant deletedAt) {

    static StagingZone of(Bucket bucket) {
        boolean isOpen = bucket.state().equals("open") || bucket.state().equals("paused");
        return new StagingZone(
                bucket.id(),
                bucket.createdAt(),
                bucket.thresholdSize(),
                Math.max(bucket.thresholdSize(), bucket.carBytes()),
                bucket.carBytes(),
                bucket.user() == null ? 0 : bucket.user(),
                0,
                bucket.core() == null ? "local" : bucket.core().toString(),
                isOpen ? "open" : "done",
                bucket.why() + " " + bucket.next(),
                0,
                GoTime.ZERO,
                bucket.since(),
                null);
    }
}
