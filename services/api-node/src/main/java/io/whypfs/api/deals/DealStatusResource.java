package io.whypfs.api.deals;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.http.PathCid;
import io.whypfs.api.http.PathId;
import io.whypfs.api.http.PathUuid;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** V1's reads of one deal, for those who have a content in its piece; others' deals do not exist for them. */
@Path("/deals")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deals")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class DealStatusResource {

    private final DealPastRepository deals;
    private final PastRepository past;
    private final DealViews views;
    private final CurrentCaller caller;

    DealStatusResource(DealPastRepository deals, PastRepository past, DealViews views, CurrentCaller caller) {
        this.deals = deals;
        this.past = past;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @Path("status/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "dealStatus", summary = "Show a deal by its number")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The deal, its transfer, and what the chain has of it")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public DealStatus byNumber(
            @PathParam("id")
                    @Parameter(
                            description = "The deal's number (ID), not the chain's",
                            example = "7",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        return show(deals.findByNumber(id.value()));
    }

    @GET
    @Path("status/by-proposal/{cid}")
    @RunOnVirtualThread
    @Operation(operationId = "dealStatusByProposal", summary = "Show a deal by its signed proposal")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The deal, its transfer, and what the chain has of it")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public DealStatus byProposal(
            @PathParam("cid")
                    @Parameter(
                            description = "CID of the signed proposal",
                            example = "bafyreigpx6ogqr3dcwkrp3hrfafd2r6lxz7ccmr42y7cmn2vfzuvdpbvea",
                            schema = @Schema(implementation = String.class))
                    PathCid cid)
            throws SQLException {
        return show(deals.findByProposal(cid.value().toString()));
    }

    @GET
    @Path("status-by-proposal/{cid}")
    @RunOnVirtualThread
    @Operation(operationId = "dealStatusByProposalV1", summary = "The same under V1's path")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The deal, its transfer, and what the chain has of it")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public DealStatus byProposalLikeV1(
            @PathParam("cid")
                    @Parameter(
                            description = "CID of the signed proposal",
                            example = "bafyreigpx6ogqr3dcwkrp3hrfafd2r6lxz7ccmr42y7cmn2vfzuvdpbvea",
                            schema = @Schema(implementation = String.class))
                    PathCid cid)
            throws SQLException {
        return show(deals.findByProposal(cid.value().toString()));
    }

    @GET
    @Path("transfer/status/{uuid}")
    @RunOnVirtualThread
    @Operation(operationId = "transferStatus", summary = "Show the transfer of a deal's piece")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The transfer")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Transfer transfer(
            @PathParam("uuid")
                    @Parameter(
                            description = "Name of the transfer (dtChan): the deal's uuid",
                            example = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
                            schema = @Schema(implementation = String.class, format = "uuid"))
                    PathUuid uuid)
            throws SQLException {
        return show(deals.find(uuid.value())).transfer();
    }

    @GET
    @Path("transfer/in-progress")
    @RunOnVirtualThread
    @Operation(operationId = "transfersInProgress", summary = "Show the transfers that are under way, by their name")
    @APIResponse(responseCode = "200", description = "The transfers")
    public Map<String, Transfer> inProgress() throws SQLException {
        Caller asking = caller.get();
        List<DealPast> running = deals.listTransfersOfUser(asking.userId());
        Map<String, Transfer> transfers = new LinkedHashMap<>();
        views.statuses(running, new DealViews.Reader(0, asking.userId()))
                .forEach(status -> transfers.put(status.deal().dtChan(), status.transfer()));
        return transfers;
    }

    private DealStatus show(Optional<DealPast> found) throws SQLException {
        Caller asking = caller.get();
        DealPast deal = found.orElseThrow(DealStatusResource::unknown);
        Optional<Long> content = past.findContentIn(asking.userId(), deal.bucket());
        if (content.isEmpty() && !asking.isAdmin()) {
            throw unknown();
        }
        return views.statuses(List.of(deal), new DealViews.Reader(content.orElse(0L), asking.userId()))
                .getFirst();
    }

    private static ApiException unknown() {
        return new ApiException(
                Reason.RECORD_NOT_FOUND, "There is no such deal of a bucket in which you have a content.");
    }
}
