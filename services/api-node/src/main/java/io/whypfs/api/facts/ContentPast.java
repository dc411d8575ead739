package io.whypfs.api.facts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of a content's way.
 *
 * @param replication deals wished for
 * @param deletedAt null: it is there
 * @param cores its homes
 * @param bucket null: in none yet, as far as it was told
 * @param bucketAt since when it is in that bucket
 */
public record ContentPast(
        long id,
        String cid,
        String name,
        int replication,
        Instant storedAt,
        @Nullable Instant deletedAt,
        List<UUID> cores,
        @Nullable UUID bucket,
        @Nullable Instant bucketAt) {

    public ContentPast {
        cores = List.copyOf(cores);
    }
}
