package io.whypfs.api.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** V1's Content: every key of it always present. */
@Schema(name = "Content")
public record ContentJson(
        long id,
        Instant createdAt,
        Instant updatedAt,
        String cid,
        String name,
        long userId,
        String description,

        @Schema(description = "Sum of the lengths of the distinct blocks")
        long size,

        @Schema(description = "0 unknown, 1 file, 2 directory")
        int type,

        boolean active,
        boolean offloaded,
        int replication,
        long aggregatedIn,
        boolean aggregate,
        boolean pinning,
        String pinMeta,
        boolean replace,
        String origins,
        boolean failed,
        String location,
        boolean dagSplit,
        long splitFrom,
        String pinningStatus,
        String dealStatus,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The bucket that it is in; absent while it is in none. Not in V1")
        @Nullable
        UUID bucket) {

    private static final int TYPE_UNKNOWN = 0;
    private static final int TYPE_FILE = 1;
    private static final int TYPE_DIRECTORY = 2;

    /** The row without a pin status, as most routes give it. */
    public static ContentJson of(ContentEntity row) {
        return of(row, "");
    }

    /** The row with its pin status: a row exists only once its blocks are durable, so it is pinned. */
    public static ContentJson withPinStatus(ContentEntity row) {
        return of(row, "pinned");
    }

    private static ContentJson of(ContentEntity row, String pinningStatus) {
        int type = switch (row.kind) {
            case "file" -> TYPE_FILE;
            case "directory" -> TYPE_DIRECTORY;
            default -> TYPE_UNKNOWN;
        };
        return new ContentJson(
                row.id,
                row.createdAt,
                row.updatedAt,
                row.cid,
                row.name,
                row.userId,
                row.description,
                row.dagBytes,
                type,
                true,
                false,
                row.replication,
                0,
                false,
                false,
                "",
                false,
                "",
                false,
                "local",
                false,
                0,
                pinningStatus,
                "",
                row.bucket);
    }
}
