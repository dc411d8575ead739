package io.whypfs.api.content;

import io.whypfs.multiformats.Cid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A content whose blocks are durable on a core and whose row is to be committed.
 *
 * @param bucketWished the dedicated bucket that the upload asked for; null: none
 * @param createdAt when the core's answer came
 */
public record NewContent(
        long id,
        long userId,
        Cid root,
        String name,
        String kind,
        Sizes sizes,
        String profile,
        int replication,
        UUID core,
        @Nullable UUID bucketWished,
        Instant createdAt) {

    /**
     * @param fileBytes sum of file lengths
     * @param dagBytes sum of the lengths of the distinct blocks
     * @param carBytes length of the CARv1 with this root and each block once
     * @param blockCount number of distinct blocks
     */
    public record Sizes(long fileBytes, long dagBytes, long carBytes, long blockCount) {}
}
