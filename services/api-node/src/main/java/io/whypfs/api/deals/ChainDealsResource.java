package io.whypfs.api.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.content.ContentAnswers;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.http.PathCid;
import io.whypfs.api.http.PathId;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Wishes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the chain has of a deal, in V1's shapes; the same for everybody, as on the chain. */
@Path("/deals")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deals")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ChainDealsResource {

    private final DealPastRepository deals;
    private final PastRepository past;
    private final DealViews views;
    private final Wishes dealMaker;

    ChainDealsResource(DealPastRepository deals, PastRepository past, DealViews views, Owners owners) {
        this.deals = deals;
        this.past = past;
        this.views = views;
        this.dealMaker = owners.ofDealMaker();
    }

    /** V1's proposal; amounts are attoFIL. */
    @Schema(name = "DealProposal")
    public record Proposal(
            @JsonProperty("PieceCID") ContentAnswers.Link pieceCid,
            @JsonProperty("PieceSize") long pieceSize,
            @JsonProperty("VerifiedDeal") boolean verified,
            @JsonProperty("Client") String client,
            @JsonProperty("Provider") String provider,
            @JsonProperty("Label") String label,
            @JsonProperty("StartEpoch") long startEpoch,
            @JsonProperty("EndEpoch") long endEpoch,
            @JsonProperty("StoragePricePerEpoch") String pricePerEpoch,
            @JsonProperty("ProviderCollateral") String providerCollateral,
            @JsonProperty("ClientCollateral") String clientCollateral) {}

    /** V1's signature of a proposal. */
    @Schema(name = "ClientSignature")
    public record Signature(
            @JsonProperty("Type") int type,
            @JsonProperty("Data") String data) {}

    /** V1's signed proposal. */
    @Schema(name = "ClientDealProposal")
    public record Signed(
            @JsonProperty("Proposal") Proposal proposal,
            @JsonProperty("ClientSignature") @Nullable Signature signature) {}

    /** V1's deal on the chain. */
    @Schema(name = "MarketDeal")
    public record MarketDeal(
            @JsonProperty("Proposal") Proposal proposal,
            @JsonProperty("State") State state) {}

    /** Epochs; -1 where it did not happen. */
    @Schema(name = "MarketDealState")
    public record State(
            @JsonProperty("SectorStartEpoch") long sectorStartEpoch,
            @JsonProperty("LastUpdatedEpoch") long lastUpdatedEpoch,
            @JsonProperty("SlashEpoch") long slashEpoch) {}

    @GET
    @Path("proposal/{cid}")
    @RunOnVirtualThread
    @Operation(
            operationId = "dealProposal",
            summary = "Show a signed proposal",
            description = "ClientSignature is null where the deal-maker does not tell it.")
    @APIResponse(responseCode = "200", description = "The proposal")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Signed proposal(
            @PathParam("cid")
                    @Parameter(
                            description = "CID of the signed proposal",
                            example = "bafyreigpx6ogqr3dcwkrp3hrfafd2r6lxz7ccmr42y7cmn2vfzuvdpbvea",
                            schema = @Schema(implementation = String.class))
                    PathCid cid)
            throws SQLException {
        DealPast deal = deals.findByProposal(cid.value().toString()).orElseThrow(ChainDealsResource::unknown);
        JsonNode said = ask(deal);
        JsonNode signature = said.path("clientSignature");
        return new Signed(
                proposal(deal, said),
                signature.isObject()
                        ? new Signature(
                                signature.path("type").asInt(),
                                signature.path("data").asText())
                        : null);
    }

    @GET
    @Path("info/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "dealInfo", summary = "Show a deal as the chain has it")
    @APIResponse(responseCode = "200", description = "The deal")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public MarketDeal info(
            @PathParam("id")
                    @Parameter(
                            description = "The chain's number of the deal (dealId)",
                            example = "1001",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        DealPast deal = deals.findByChainId(id.value()).orElseThrow(ChainDealsResource::unknown);
        JsonNode said = ask(deal);
        DealStatus.OnChainState state = views.statuses(List.of(deal), new DealViews.Reader(0, 0))
                .getFirst()
                .onChainState();
        if (state == null) {
            throw ApiException.unavailable(
                    "The deal-maker, which knows since when the sector is proven, does not answer: try again in a moment.");
        }
        return new MarketDeal(
                proposal(deal, said),
                new State(state.sectorStartEpoch(), state.lastUpdatedEpoch(), state.slashEpoch()));
    }

    private Proposal proposal(DealPast deal, JsonNode said) throws SQLException {
        String root = past.findBucket(deal.bucket())
                .ready()
                .map(BucketPast.Ready::root)
                .orElse("");
        return new Proposal(
                new ContentAnswers.Link(deal.pieceCid()),
                deal.pieceSize(),
                deal.verified(),
                deal.client(),
                deal.provider(),
                said.path("label").asText(root),
                deal.startEpoch(),
                deal.endEpoch(),
                deal.pricePerEpoch(),
                said.path("providerCollateral").asText("0"),
                said.path("clientCollateral").asText("0"));
    }

    /** The deal-maker's own row, for what no fact tells. @throws ApiException when it does not answer */
    private JsonNode ask(DealPast deal) {
        try {
            return dealMaker
                    .get("/internal/v1/deals/" + deal.uuid())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ApiException refusal ? refusal : e;
        }
    }

    private static ApiException unknown() {
        return new ApiException(Reason.RECORD_NOT_FOUND, "No deal of this system has that name.");
    }
}
