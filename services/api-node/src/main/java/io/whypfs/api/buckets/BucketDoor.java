package io.whypfs.api.buckets;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.InternalJson;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Wishes;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Buckets of a caller, asked of the scheduler; every future fails with an {@link ApiException} only. */
@Singleton
public final class BucketDoor {

    static final String PATH = "/internal/v1/buckets";

    private final Wishes scheduler;

    BucketDoor(Owners owners) {
        this.scheduler = owners.ofScheduler();
    }

    Future<Bucket> create(Caller caller, BucketWish wish) {
        return scheduler.post(PATH, wish.toQuestion(caller.userId())).map(BucketDoor::read);
    }

    /** Which buckets of a list are wanted; an absent wish is the empty text. */
    record Page(String state, String after, String limit) {

        static final Page FIRST = new Page("", "", "1000");

        private String toQuery(String first) {
            StringBuilder query = new StringBuilder(first);
            append(query, "state", state);
            append(query, "after", after);
            append(query, "limit", limit);
            return query.isEmpty() ? "" : "?" + query;
        }

        private static void append(StringBuilder query, String name, String value) {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    /** The caller's buckets, or everybody's, newest first. */
    Future<List<Bucket>> list(Caller caller, boolean everybodys, Page page) {
        return scheduler
                .get(PATH + page.toQuery(everybodys ? "" : "user=" + caller.userId()))
                .map(list -> {
                    List<Bucket> buckets = new ArrayList<>();
                    list.forEach(bucket -> buckets.add(read(bucket)));
                    return buckets;
                });
    }

    /** Any bucket, whoever asks. */
    Future<Bucket> findAny(UUID uuid) {
        return scheduler.get(PATH + "/" + uuid).map(BucketDoor::read);
    }

    /** Any bucket, whoever asks; empty when the scheduler knows none of that name. */
    Future<Optional<Bucket>> findIfKnown(UUID uuid) {
        return findAny(uuid)
                .map(Optional::of)
                .recover(failure ->
                        failure instanceof ApiException refusal && refusal.status() == Reason.BUCKET_NOT_FOUND.status()
                                ? Future.succeededFuture(Optional.empty())
                                : Future.failedFuture(failure));
    }

    /** The bucket, if the caller may see it; 404 otherwise. */
    public Future<Bucket> find(Caller caller, UUID uuid) {
        return findAny(uuid)
                .recover(failure -> Future.failedFuture(
                        failure instanceof ApiException refusal && refusal.status() == Reason.BUCKET_NOT_FOUND.status()
                                ? unknown(uuid)
                                : failure))
                .map(bucket -> {
                    if (!bucket.belongsTo(caller.userId()) && !caller.isAdmin()) {
                        throw unknown(uuid);
                    }
                    return bucket;
                });
    }

    /** A content in a bucket. */
    @Schema(name = "BucketContent")
    record Member(
            long content,
            String cid,
            String name,

            @Schema(description = "Length of its CAR, in bytes")
            long carBytes,

            Instant assignedAt) {}

    Future<List<Member>> contents(Caller caller, UUID uuid, Page page) {
        return find(caller, uuid)
                .compose(own -> scheduler.get(PATH + "/" + uuid + "/contents" + page.toQuery("")))
                .map(list -> {
                    List<Member> members = new ArrayList<>();
                    list.forEach(member -> members.add(InternalJson.convert(member, Member.class)));
                    return members;
                });
    }

    /** @param what seal, pause or resume */
    Future<Bucket> tell(Caller caller, UUID uuid, String what) {
        return find(caller, uuid)
                .compose(own -> scheduler.post(PATH + "/" + uuid + "/" + what, Map.of()))
                .map(BucketDoor::read);
    }

    /** The same whether there is none or it is somebody else's. */
    static ApiException unknown(UUID uuid) {
        return new ApiException(Reason.BUCKET_NOT_FOUND, "You have no bucket " + uuid + ".");
    }

    static Bucket read(JsonNode json) {
        return InternalJson.convert(json, Bucket.class);
    }
}
