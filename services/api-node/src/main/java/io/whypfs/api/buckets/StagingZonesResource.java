package io.whypfs.api.buckets;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Future;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.content.ContentJson;
import io.whypfs.api.content.ContentRepository;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.http.PageQuery;
import io.whypfs.api.http.PathId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** V1's staging zones, read from buckets: the caller's own, and the global ones in which the caller has contents. */
@Path("/content/staging-zones")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "buckets")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class StagingZonesResource {

    private static final int DEFAULT_PAGE = 500;
    private static final int MOST_GLOBAL = 100;

    private final BucketDoor door;
    private final PastRepository past;
    private final ContentRepository contents;
    private final CurrentCaller caller;

    StagingZonesResource(BucketDoor door, PastRepository past, ContentRepository contents, CurrentCaller caller) {
        this.door = door;
        this.past = past;
        this.contents = contents;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "stagingZones",
            summary = "List buckets as V1's staging zones, newest first",
            description = "Buckets that are sealed have the status done. For more than V1 knew see /buckets.")
    @APIResponse(responseCode = "200", description = "A page of zones")
    public List<StagingZone> list(@BeanParam PageQuery page) throws SQLException {
        return zones().stream()
                .skip(page.from())
                .limit(page.length(DEFAULT_PAGE))
                .map(StagingZone::of)
                .toList();
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(operationId = "stagingZone", summary = "Show a bucket as V1's staging zone")
    @APIResponse(responseCode = "200", description = "The zone")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    public StagingZone show(
            @PathParam("id")
                    @Parameter(
                            description = "The bucket's number",
                            example = "17",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        return zones().stream()
                .filter(bucket -> bucket.id() == id.value())
                .findFirst()
                .map(StagingZone::of)
                .orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("{id}/contents")
    @RunOnVirtualThread
    @Operation(operationId = "stagingZoneContents", summary = "List your contents in a bucket")
    @APIResponse(
            responseCode = "200",
            description = "A page of contents, oldest first; none for an unknown bucket, as in V1")
    public List<ContentJson> contents(
            @PathParam("id")
                    @Parameter(
                            description = "The bucket's number",
                            example = "17",
                            schema = @Schema(implementation = long.class))
                    PathId id,
            @BeanParam PageQuery page)
            throws SQLException {
        return past
                .findBucketUuid(id.value())
                .map(uuid -> contents.listInBucket(caller.get().userId(), uuid, page.from(), page.length(DEFAULT_PAGE)))
                .orElse(List.of())
                .stream()
                .map(ContentJson::withPinStatus)
                .toList();
    }

    /** The caller's buckets, and the global ones with a content of theirs, newest first. */
    private List<Bucket> zones() throws SQLException {
        Caller asking = caller.get();
        Map<UUID, Bucket> zones = new LinkedHashMap<>();
        await(door.list(asking, false, BucketDoor.Page.FIRST)).forEach(bucket -> zones.put(bucket.uuid(), bucket));
        List<UUID> others = past.listBucketsOfUser(asking.userId(), MOST_GLOBAL).stream()
                .filter(uuid -> !zones.containsKey(uuid))
                .toList();
        await(Future.all(others.stream().map(door::findIfKnown).toList())).<Optional<Bucket>>list().stream()
                .flatMap(Optional::stream)
                .filter(bucket -> !bucket.isDedicated())
                .forEach(bucket -> zones.put(bucket.uuid(), bucket));
        return zones.values().stream()
                .sorted(Comparator.comparingLong(Bucket::id).reversed())
                .toList();
    }

    /** Every question has a limit; a virtual thread may wait for it. @throws ApiException when it failed */
    private static <T> T await(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ApiException refusal ? refusal : e;
        }
    }

    private static ApiException unknown(PathId id) {
        return new ApiException(
                Reason.BUCKET_NOT_FOUND, "You have nothing in a bucket with the number " + id.value() + ".");
    }
}
