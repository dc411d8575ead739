package io.whypfs.api.timeline;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.http.PathUuid;
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

/** The timeline of a deal, for those who have a content in its piece. */
@Path("/deals")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "timeline")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class DealTimelineResource {

    private final PastRepository past;
    private final DealPastRepository deals;
    private final Inquiry inquiry;
    private final CurrentCaller caller;

    DealTimelineResource(PastRepository past, DealPastRepository deals, Inquiry inquiry, CurrentCaller caller) {
        this.past = past;
        this.deals = deals;
        this.inquiry = inquiry;
        this.caller = caller;
    }

    @GET
    @Path("{uuid}/timeline")
    @RunOnVirtualThread
    @Operation(
            operationId = "dealTimeline",
            summary = "Show where a deal stands, why it waits and what happens next",
            description = TimelineDocs.STEPS + " You see the deals of buckets in which you have a content.")
    @APIResponse(responseCode = "200", description = "sealed, piece, and the steps of the deal")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Timeline ofDeal(
            @PathParam("uuid")
                    @Parameter(
                            description = "The deal's uuid",
                            example = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid)
            throws SQLException {
        DealPast deal = deals.find(uuid.value()).orElseThrow(() -> unknownDeal(uuid.value()));
        if (!caller.get().isAdmin() && !past.hasContentIn(caller.get().userId(), deal.bucket())) {
            throw unknownDeal(uuid.value());
        }
        return Timelines.ofDeal(inquiry.ofBucket(deal.bucket()), uuid.value());
    }

    private static ApiException unknownDeal(UUID uuid) {
        return new ApiException(
                Reason.RECORD_NOT_FOUND, "There is no deal " + uuid + " of a bucket in which you have a content.");
    }
}
