package io.whypfs.api.buckets;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A bucket as the scheduler tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Bucket")
public record Bucket(
        @Schema(examples = "0b8f1a52-6f0e-4f0e-9d3f-6d6c1a2b3c4d")
        UUID uuid,

        long id,

        @Schema(enumeration = {"global", "dedicated"}) String kind,

        String name,

        @Schema(description = "Its owner; absent for a global one") @Nullable
        Long user,

        @Schema(
                description =
                        "The core-node that its uploads go to and that builds its piece; absent while it is empty")
        @Nullable
        UUID core,

        @Schema(
                enumeration = {"open", "paused", "sealed", "ready", "completed", "retired"},
                description = "open: takes contents; paused: takes contents and is not sealed; sealed: its piece is "
                        + "built; ready: deals are made; completed: had all its deals active once; retired: old")
        String state,

        Instant since,

        @Schema(examples = "It has 3 of at most 1000 files and 12288 of 1048576 bytes.")
        String why,

        @Schema(examples = "It is sealed when it is full, or by age.")
        String next,

        @Nullable Instant nextAt,
        long maxFiles,

        @Schema(description = "Bytes above which it is sealed")
        long thresholdSize,

        @Nullable String schedule,

        @Schema(description = "ISO duration after which it is sealed", examples = "PT48H")
        String maxAge,

        long files,

        @Schema(description = "Sum of the CAR lengths of its contents, in bytes")
        long carBytes,

        @Schema(description = "Padded size of its piece, in bytes; an estimate while it is open") @Nullable
        Long pieceSize,

        @Schema(description = "Padding in the piece, in bytes")
        long wasteBytes,

        @Schema(type = SchemaType.NUMBER) double wastePercent,
        Instant createdAt,
        @Nullable Instant sealedAt,
        @Nullable String sealedBecause,
        @Nullable String pieceCid,
        @Nullable Deals deals,

        @Schema(description = "The bucket that takes the contents that name this one after it was sealed") @Nullable
        UUID successor,

        @Nullable UUID predecessor) {

    /** @param live deals that count as copies or may still become one */
    @Schema(name = "BucketDeals")
    public record Deals(int target, int live, int active) {}

    boolean belongsTo(long caller) {
        return user != null && user == caller;
    }

    /** Whether uploads may name it: its owner made it for that. */
    boolean isDedicated() {
        return kind.equals("dedicated");
    }
}
