package io.whypfs.api.content;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.PathId;
import io.whypfs.api.http.QueryNumber;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A user's view of their own contents; another user's is answered like one that does not exist. */
@Path("/content")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "content")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ContentResource {

    private static final int DEFAULT_PAGE = 500;
    private static final int LARGEST_PAGE = 10_000;
    private static final String LIMIT = "Page length; 0 or less: the default; at most 10000";
    private static final String OFFSET = "Contents to skip";
    private static final String ID = "Content id (estuaryId)";

    private final ContentRepository contents;
    private final SchedulerView scheduler;
    private final CurrentCaller caller;

    ContentResource(ContentRepository contents, SchedulerView scheduler, CurrentCaller caller) {
        this.contents = contents;
        this.scheduler = scheduler;
        this.caller = caller;
    }

    @GET
    @Path("stats")
    @RunOnVirtualThread
    @Operation(operationId = "contentStats", summary = "List contents, newest first, with their CID as a link")
    @APIResponse(responseCode = "200", description = "A page of contents")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public List<ContentAnswers.Stats> stats(
            @QueryParam("limit")
                    @Parameter(
                            description = LIMIT,
                            example = "100",
                            schema = @Schema(implementation = int.class, defaultValue = "500"))
                    @Nullable
                    String limit,
            @QueryParam("offset")
                    @Parameter(
                            description = OFFSET,
                            example = "0",
                            schema = @Schema(implementation = int.class, defaultValue = "0"))
                    @Nullable
                    String offset) {
        return page(limit, offset).stream().map(ContentAnswers.Stats::of).toList();
    }

    @GET
    @Path("contents")
    @RunOnVirtualThread
    @Operation(operationId = "listContents", summary = "List contents, newest first")
    @APIResponse(responseCode = "200", description = "A page of contents")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public List<ContentJson> newest(
            @QueryParam("limit")
                    @Parameter(
                            description = LIMIT,
                            example = "100",
                            schema = @Schema(implementation = int.class, defaultValue = "500"))
                    @Nullable
                    String limit,
            @QueryParam("offset")
                    @Parameter(
                            description = OFFSET,
                            example = "0",
                            schema = @Schema(implementation = int.class, defaultValue = "0"))
                    @Nullable
                    String offset) {
        return page(limit, offset).stream().map(ContentJson::withPinStatus).toList();
    }

    @GET
    @Path("list")
    @RunOnVirtualThread
    @Operation(operationId = "listAllContents", summary = "List all contents, unpaged")
    @APIResponse(responseCode = "200", description = "All contents, oldest first")
    public List<ContentJson> list() {
        return contents.listOwn(caller.get().userId()).stream()
                .map(ContentJson::of)
                .toList();
    }

    @GET
    @Path("by-cid/{cid}")
    @RunOnVirtualThread
    @Operation(
            operationId = "contentsByCid",
            summary = "Find your contents by their CID",
            description = "Any spelling of the CID (version, base) finds them.")
    @APIResponse(responseCode = "200", description = "The contents with this root, oldest first")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public List<ContentAnswers.ByCid> byCid(
            @PathParam("cid")
                    @Parameter(
                            description = "Any spelling of a CID",
                            example = "bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")
                    String text) {
        Cid cid;
        try {
            cid = Cid.parse(text);
        } catch (MultiformatException e) {
            throw ApiException.invalid("The CID in the path cannot be read: " + e.getMessage());
        }
        return contents.listByRoot(caller.get().userId(), cid.multihash().toBytes()).stream()
                .map(ContentAnswers.ByCid::of)
                .toList();
    }

    @GET
    @Path("status/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "contentStatus",
            summary = "Show where a content stands, and why",
            description =
                    "V1's keys, and state, why and next as the scheduler tells them; a silent scheduler is no error.")
    @APIResponse(responseCode = "200", description = "Where it stands")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public ContentAnswers.Status status(
            @PathParam("id") @Parameter(description = ID, example = "42", schema = @Schema(implementation = long.class))
                    PathId id) {
        ContentEntity row = load(id);
        // The question has a limit of its own and always succeeds; a virtual thread may wait for it.
        return ContentAnswers.Status.of(
                row,
                scheduler.ask(row.id).toCompletionStage().toCompletableFuture().join());
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "getContent",
            summary = "Show a content",
            description = "Another user's content is answered like one that does not exist.")
    @APIResponse(responseCode = "200", description = "The content")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public ContentJson show(
            @PathParam("id") @Parameter(description = ID, example = "42", schema = @Schema(implementation = long.class))
                    PathId id) {
        return ContentJson.of(load(id));
    }

    private ContentEntity load(PathId id) {
        return contents.findOwn(caller.get().userId(), id.value())
                .orElseThrow(() -> new ApiException(
                        Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id.value() + "."));
    }

    private List<ContentEntity> page(@Nullable String limit, @Nullable String offset) {
        int length = QueryNumber.read("limit", limit, DEFAULT_PAGE);
        int from = Math.max(0, QueryNumber.read("offset", offset, 0));
        return contents.listNewest(
                caller.get().userId(), from, length <= 0 ? DEFAULT_PAGE : Math.min(length, LARGEST_PAGE));
    }
}
