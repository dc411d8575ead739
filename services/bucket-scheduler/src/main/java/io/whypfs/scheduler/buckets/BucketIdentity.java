package io.whypfs.scheduler.buckets;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a bucket.
 *
 * @param id its number
 * @param uuid its name in facts and answers
 * @param line uuid of the first bucket of its line
 * @param kind who it is for
 * @param name the name its owner gave
 * @param user its owner; null for a global one
 * @param createdAt when it was made
 * @param predecessor the bucket of its line that was sealed before it
 */
public record BucketIdentity(
        long id,
        UUID uuid,
        UUID line,
        BucketKind kind,
        String name,
        @Nullable Long user,
        Instant createdAt,
        @Nullable UUID predecessor) {}
