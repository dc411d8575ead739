package io.whypfs.api.deletion;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.content.ContentWriteRepository;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.PathId;
import io.whypfs.events.ContentDeleted;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code DELETE /content/{id}}, which V1 does not have. */
@Path("/content")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "content")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class DeletionResource {

    private final ContentWriteRepository contents;
    private final Clock clock;
    private final CurrentCaller caller;

    DeletionResource(ContentWriteRepository contents, Clock clock, CurrentCaller caller) {
        this.contents = contents;
        this.clock = clock;
        this.caller = caller;
    }

    /** What happened, and what happens next. */
    public record Deleted(
            @Schema(examples = "42") long id,

            @Schema(examples = "bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")
            String cid,

            @Schema(examples = "deleted") String state,

            @Schema(examples = "You asked for it; the content is gone from your lists now.")
            String why,

            @Schema(examples = "Its pins are released on every core within a minute.")
            String next) {}

    @DELETE
    @Path("{id}")
    @RunOnVirtualThread
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteContent",
            summary = "Delete a content",
            description =
                    "It is gone from lists at once; its pins are released in the background. Another content with "
                            + "the same CID stays readable.")
    @APIResponse(responseCode = "202", description = "Deleted; the answer says what happens next")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public Deleted delete(
            @PathParam("id")
                    @Parameter(
                            description = "Content id (estuaryId)",
                            example = "42",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        ContentDeleted deleted = contents.delete(caller.get().userId(), id.value(), clock.instant())
                .orElseThrow(() -> new ApiException(
                        Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id.value() + "."));
        return new Deleted(
                id.value(),
                deleted.cid(),
                "deleted",
                "You asked for it; the content is gone from your lists now.",
                "Its pins are released on every core within a minute. Blocks that no other content holds are "
                        + "removed by the next garbage collection; until then the gateway may still serve them.");
    }
}
