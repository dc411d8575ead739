package io.whypfs.api.buckets;

import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.Later;
import io.whypfs.api.http.PathUuid;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /buckets}: a user's own; an administrator sees and seals every one, the global ones too. */
@Path("/buckets")
@Singleton
@RequiresAccess(Access.USER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "buckets")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class BucketResource {

    private static final String UUID_SHAPE = "The bucket's uuid";
    private static final String UUID_EXAMPLE = "0b8f1a52-6f0e-4f0e-9d3f-6d6c1a2b3c4d";
    private static final String AFTER = "The last id of the page before";
    private static final String LIMIT = "Page length";

    private final BucketDoor door;
    private final CurrentCaller caller;

    BucketResource(BucketDoor door, CurrentCaller caller) {
        this.door = door;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "createBucket",
            summary = "Make a dedicated bucket",
            description =
                    "Uploads that name it with bucket=<uuid> go into it. It is sealed when the first of its limits is "
                            + "reached; a field that is left out has the system's default.")
    @APIResponse(responseCode = "201", description = "The bucket, open")
    public Uni<Bucket> create(@RequestBody(required = true) BucketWish wish) {
        return Later.of(door.create(caller.get(), wish));
    }

    @GET
    @Operation(operationId = "listBuckets", summary = "List your buckets, newest first")
    @APIResponse(responseCode = "200", description = "A page of buckets")
    public Uni<List<Bucket>> list(
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state",
                            example = "open",
                            schema =
                                    @Schema(
                                            enumeration = {"open", "paused", "sealed", "ready", "completed", "retired"
                                            }))
                    @Nullable
                    String state,
            @QueryParam("after")
                    @Parameter(description = AFTER, example = "17", schema = @Schema(implementation = long.class))
                    @Nullable
                    String after,
            @QueryParam("limit")
                    @Parameter(description = LIMIT, example = "100", schema = @Schema(implementation = int.class))
                    @Nullable
                    String limit,
            @QueryParam("all")
                    @Parameter(
                            description = "true: everybody's and the global ones; administrators only",
                            example = "true",
                            schema = @Schema(implementation = boolean.class, defaultValue = "false"))
                    @Nullable
                    String all) {
        boolean everybodys = "true".equals(all);
        if (everybodys && !caller.get().isAdmin()) {
            throw new ApiException(
                    Reason.NOT_AUTHORIZED, "all=true is for administrators: leave it out to see your own buckets.");
        }
        return Later.of(door.list(caller.get(), everybodys, page(state, after, limit)));
    }

    @GET
    @Path("{uuid}")
    @Operation(operationId = "getBucket", summary = "Show a bucket, and why it is where it is")
    @APIResponse(responseCode = "200", description = "The bucket")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    public Uni<Bucket> show(
            @PathParam("uuid")
                    @Parameter(
                            description = UUID_SHAPE,
                            example = UUID_EXAMPLE,
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid) {
        return Later.of(door.find(caller.get(), uuid.value()));
    }

    @GET
    @Path("{uuid}/contents")
    @Operation(operationId = "listBucketContents", summary = "List what is in a bucket, by content id")
    @APIResponse(responseCode = "200", description = "A page of contents")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    public Uni<List<BucketDoor.Member>> contents(
            @PathParam("uuid")
                    @Parameter(
                            description = UUID_SHAPE,
                            example = UUID_EXAMPLE,
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid,
            @QueryParam("after")
                    @Parameter(description = AFTER, example = "42", schema = @Schema(implementation = long.class))
                    @Nullable
                    String after,
            @QueryParam("limit")
                    @Parameter(description = LIMIT, example = "100", schema = @Schema(implementation = int.class))
                    @Nullable
                    String limit) {
        return Later.of(door.contents(caller.get(), uuid.value(), page(null, after, limit)));
    }

    @POST
    @Path("{uuid}/seal")
    @Operation(
            operationId = "sealBucket",
            summary = "Seal a bucket now",
            description = "It takes no more contents, and its piece is built. An empty one is refused.")
    @APIResponse(responseCode = "200", description = "The bucket afterwards")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<Bucket> seal(
            @PathParam("uuid")
                    @Parameter(
                            description = UUID_SHAPE,
                            example = UUID_EXAMPLE,
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid) {
        return Later.of(door.tell(caller.get(), uuid.value(), "seal"));
    }

    @POST
    @Path("{uuid}/pause")
    @Operation(
            operationId = "pauseBucket",
            summary = "Keep a bucket from being sealed",
            description = "It goes on taking contents.")
    @APIResponse(responseCode = "200", description = "The bucket afterwards")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<Bucket> pause(
            @PathParam("uuid")
                    @Parameter(
                            description = UUID_SHAPE,
                            example = UUID_EXAMPLE,
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid) {
        return Later.of(door.tell(caller.get(), uuid.value(), "pause"));
    }

    @POST
    @Path("{uuid}/resume")
    @Operation(
            operationId = "resumeBucket",
            summary = "End the pause of a bucket",
            description = "It is sealed again when it is full, old, or its schedule says so.")
    @APIResponse(responseCode = "200", description = "The bucket afterwards")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<Bucket> resume(
            @PathParam("uuid")
                    @Parameter(
                            description = UUID_SHAPE,
                            example = UUID_EXAMPLE,
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid) {
        return Later.of(door.tell(caller.get(), uuid.value(), "resume"));
    }

    private static BucketDoor.Page page(@Nullable String state, @Nullable String after, @Nullable String limit) {
        return new BucketDoor.Page(
                Objects.requireNonNullElse(state, ""),
                Objects.requireNonNullElse(after, ""),
                Objects.requireNonNullElse(limit, ""));
    }
}
