package io.whypfs.api.content;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.PageQuery;
import io.whypfs.api.http.PathId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A user's view of their own contents; another user's is answered like one that does not exist. */
@Path("/content")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "content")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ContentResource {

    private static final int DEFAULT_PAGE = 500;

    private final ContentRepository contents;
    private final CurrentCaller caller;

    ContentResource(ContentRepository contents, CurrentCaller caller) {
        this.contents = contents;
        this.caller = caller;
    }

    @GET
    @Path("stats")
    @RunOnVirtualThread
    @Operation(operationId = "contentStats", summary = "List contents, newest first, with their CID as a link")
    @APIResponse(responseCode = "200", description = "A page of contents")
    public List<ContentAnswers.Stats> stats(@BeanParam PageQuery page) {
        return newest(page).stream().map(ContentAnswers.Stats::of).toList();
    }

    @GET
    @Path("contents")
    @RunOnVirtualThread
    @Operation(operationId = "listContents", summary = "List contents, newest first")
    @APIResponse(responseCode = "200", description = "A page of contents")
    public List<ContentJson> contents(@BeanParam PageQuery page) {
        return newest(page).stream().map(ContentJson::withPinStatus).toList();
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "getContent",
            summary = "Show a content",
            description = "Another user's content is answered like one that does not exist.")
    @APIResponse(responseCode = "200", description = "The content")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public ContentJson show(
            @PathParam("id")
                    @Parameter(
                            description = "Content id (estuaryId)",
                            example = "42",
                            schema = @Schema(implementation = long.class))
                    PathId id) {
        return contents.findOwn(caller.get().userId(), id.value())
                .map(ContentJson::of)
                .orElseThrow(() -> new ApiException(
                        Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id.value() + "."));
    }

    private List<ContentEntity> newest(PageQuery page) {
        return contents.listNewest(caller.get().userId(), page.from(), page.length(DEFAULT_PAGE));
    }
}
