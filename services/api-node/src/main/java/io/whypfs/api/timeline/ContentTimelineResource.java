package io.whypfs.api.timeline;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.http.PathId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The timeline of a content; another user's is answered like one that does not exist. */
@Path("/content")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "timeline")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ContentTimelineResource {

    private final PastRepository past;
    private final Inquiry inquiry;
    private final CurrentCaller caller;

    ContentTimelineResource(PastRepository past, Inquiry inquiry, CurrentCaller caller) {
        this.past = past;
        this.inquiry = inquiry;
        this.caller = caller;
    }

    @GET
    @Path("{id}/timeline")
    @RunOnVirtualThread
    @Operation(
            operationId = "contentTimeline",
            summary = "Show where a content stands, why it waits and what happens next",
            description = TimelineDocs.STEPS + " A deleted content has a timeline too.")
    @APIResponse(responseCode = "200", description = "stored, in-bucket, sealed, piece, and the steps of each deal")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public Timeline ofContent(
            @PathParam("id")
                    @Parameter(
                            description = "Content id (estuaryId)",
                            example = "42",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        return Timelines.ofContent(inquiry.ofContent(
                past.findContent(caller.get().userId(), id.value())
                        .orElseThrow(() -> new ApiException(
                                Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id.value() + "."))));
    }
}
