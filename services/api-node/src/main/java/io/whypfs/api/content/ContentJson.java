package io.whypfs.api.content;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** V1's Content: every key always present. */
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
        String dealStatus) {

    private static final int TYPE_UNKNOWN = 0;
    private static final int TYPE_FILE = 1;
    private static final int TYPE_DIRECTORY = 2;

    /** The row without a pin status, as most routes give it. */
    static ContentJson of(ContentEntity row) {
        return of(row, "");
    }

    /** The row with its pin status: a row exists only once its blocks are durable, so it is pinned. */
    static ContentJson withPinStatus(ContentEntity row) {
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
                "");
    }
}
