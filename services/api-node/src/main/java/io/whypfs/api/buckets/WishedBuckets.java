package io.whypfs.api.buckets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.PathUuid;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Word;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The bucket that an upload names: whose it is and where it lives.
 *
 * <p>An answer of the scheduler counts for ten seconds, and for a day while the scheduler is silent: owner and home core of a
 * bucket do not change. A sealed bucket is fine, because the scheduler puts the content into its successor. Safe on any
 * thread.
 */
@Singleton
public final class WishedBuckets {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int REMEMBERED = 100_000;

    private final Owners owners;
    private final Cache<UUID, Bucket> fresh = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();

    WishedBuckets(Owners owners) {
        this.owners = owners;
    }

    /** A bucket that this upload goes to. @param core its home; empty: the first content decides */
    public record Wished(UUID uuid, Optional<UUID> core) {}

    /** The uuid in a query or form field. @throws ApiException 400 when it is none */
    public static UUID parse(String text) {
        if (!PathUuid.isUuid(text)) {
            throw ApiException.invalid("bucket is not a UUID of the form 0b8f1a52-6f0e-4f0e-9d3f-6d6c1a2b3c4d.");
        }
        return UUID.fromString(text);
    }

    /** Fails with 404 when the user has no such dedicated bucket, 503 when the scheduler cannot be asked. */
    public Future<Wished> find(long user, UUID uuid) {
        Bucket known = fresh.getIfPresent(uuid);
        if (known != null) {
            return judged(user, uuid, known);
        }
        return owners.scheduler().ask(BucketDoor.PATH + "/" + uuid).compose(word -> switch (word) {
            case Word.Told told -> {
                Bucket bucket = BucketDoor.read(told.json());
                fresh.put(uuid, bucket);
                yield judged(user, uuid, bucket);
            }
            case Word.Silent silent ->
                silent.last()
                        .map(last -> judged(user, uuid, BucketDoor.read(last.json())))
                        .orElseGet(
                                () -> Future.failedFuture(ApiException.unavailable("The upload names the bucket " + uuid
                                        + ", and the bucket-scheduler, which knows whose it is, does not answer: nothing was"
                                        + " stored, send it again in a moment, or without bucket.")));
            case Word.Unknown unknown -> Future.failedFuture(notYours(uuid));
            case Word.Unasked unasked -> Future.failedFuture(notYours(uuid));
        });
    }

    private static Future<Wished> judged(long user, UUID uuid, Bucket bucket) {
        return bucket.belongsTo(user) && bucket.isDedicated()
                ? Future.succeededFuture(new Wished(uuid, Optional.ofNullable(bucket.core())))
                : Future.failedFuture(notYours(uuid));
    }

    private static ApiException notYours(UUID uuid) {
        return new ApiException(
                Reason.BUCKET_NOT_FOUND,
                "You have no bucket " + uuid
                        + ", so nothing was stored: make one with POST /buckets, or leave bucket out.");
    }
}
