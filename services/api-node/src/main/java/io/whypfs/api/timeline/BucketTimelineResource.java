package io.whypfs.api.timeline;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.http.PathUuid;
import io.whypfs.api.owners.Word;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The timeline of a bucket; somebody else's is answered like one that does not exist. */
@Path("/buckets")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "timeline")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class BucketTimelineResource {

    private final Inquiry inquiry;
    private final CurrentCaller caller;

    BucketTimelineResource(Inquiry inquiry, CurrentCaller caller) {
        this.inquiry = inquiry;
        this.caller = caller;
    }

    @GET
    @Path("{uuid}/timeline")
    @RunOnVirtualThread
    @Operation(
            operationId = "bucketTimeline",
            summary = "Show where a bucket stands, why it waits and what happens next",
            description = TimelineDocs.STEPS)
    @APIResponse(responseCode = "200", description = "sealed, piece, and the steps of each deal")
    @APIResponse(responseCode = "404", ref = "BucketNotFound")
    public Timeline ofBucket(
            @PathParam("uuid")
                    @Parameter(
                            description = "The bucket's uuid",
                            example = "0b8f1a52-6f0e-4f0e-9d3f-6d6c1a2b3c4d",
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid)
            throws SQLException {
        Word word = inquiry.askForBucket(uuid.value());
        Known known = inquiry.ofBucket(uuid.value(), word);
        requireOwn(known, uuid.value(), word);
        return Timelines.ofBucket(known);
    }

    /** The owner is in the scheduler's answer, or, once it is sealed, in the fact. */
    private void requireOwn(Known known, UUID uuid, Word word) {
        Caller asking = caller.get();
        if (word instanceof Word.Unknown && known.past().sealed().isEmpty()) {
            throw unknownBucket(uuid);
        }
        boolean isKnown =
                known.bucketSaying().isPresent() || known.past().sealed().isPresent();
        if (!isKnown) {
            throw ApiException.unavailable(
                    "The bucket-scheduler, which knows whose bucket this is, does not answer: try again in a moment.");
        }
        Long told = known.past().sealed().map(BucketPast.Sealed::user).orElse(null);
        long owner = known.bucketSaying().map(said -> said.number("user")).orElse(told == null ? 0L : told);
        if (owner != asking.userId() && !asking.isAdmin()) {
            throw unknownBucket(uuid);
        }
    }

    private static ApiException unknownBucket(UUID uuid) {
        return new ApiException(Reason.BUCKET_NOT_FOUND, "You have no bucket " + uuid + ".");
    }
}
