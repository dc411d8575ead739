package io.whypfs.api.storageproviders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.deals.DealFailure;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.http.Later;
import io.whypfs.api.http.PathProvider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Storage providers as everybody may see them, in V1's words and shapes. */
@Path("/public/miners")
@Singleton
@RequiresAccess(Access.OPEN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "storage providers")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class PublicMinersResource {

    private static final int MOST = 1000;

    private final ProviderAsks providers;
    private final DealPastRepository deals;
    private final PastRepository past;

    PublicMinersResource(ProviderAsks providers, DealPastRepository deals, PastRepository past) {
        this.providers = providers;
        this.deals = deals;
        this.past = past;
    }

    @GET
    @Operation(operationId = "miners", summary = "List the storage providers that are known here")
    @APIResponse(responseCode = "200", description = "All of them")
    public Uni<List<ProviderJson.Miner>> list() {
        return Later.of(providers.all().map(all -> {
            List<ProviderJson.Miner> miners = new ArrayList<>();
            all.forEach(provider -> miners.add(ProviderJson.Miner.of(provider)));
            return miners;
        }));
    }

    @GET
    @Path("stats/{address}")
    @RunOnVirtualThread
    @Operation(
            operationId = "minerStats",
            summary = "Show how many deals there were with a provider",
            description = "One that is not known here has usedByEstuary false and zeros.")
    @APIResponse(responseCode = "200", description = "Its counts")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public ProviderJson.Stats stats(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address)
            throws SQLException {
        DealPastRepository.ProviderCount count = deals.countOfProvider(address.value());
        JsonNode provider = await(providers
                .find(address.value())
                .recover(failure ->
                        failure instanceof ApiException refusal && refusal.status() == Reason.RECORD_NOT_FOUND.status()
                                ? Future.succeededFuture(MissingNode.getInstance())
                                : Future.failedFuture(failure)));
        return ProviderJson.Stats.of(address.value(), provider, count.total(), count.failed());
    }

    @GET
    @Path("deals/{address}")
    @RunOnVirtualThread
    @Operation(operationId = "minerDeals", summary = "List the deals with a provider, newest first")
    @APIResponse(responseCode = "200", description = "At most 1000 of its deals")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public List<MinerDeal> deals(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address,
            @QueryParam("ignore-failed")
                    @Parameter(
                            description = "Anything: leave out those that came to nothing",
                            example = "true",
                            schema = @Schema(implementation = String.class))
                    @Nullable
                    String ignoreFailed)
            throws SQLException {
        boolean ignores = ignoreFailed != null && !ignoreFailed.isEmpty();
        Map<UUID, String> roots = new HashMap<>();
        List<MinerDeal> shown = new ArrayList<>();
        for (DealPast deal : deals.listOfProvider(address.value(), MOST)) {
            if (!ignores || !deal.isFailure()) {
                String root = roots.get(deal.bucket());
                if (root == null) {
                    root = past.findBucket(deal.bucket())
                            .ready()
                            .map(BucketPast.Ready::root)
                            .orElse("");
                    roots.put(deal.bucket(), root);
                }
                shown.add(MinerDeal.of(deal, root));
            }
        }
        return shown;
    }

    @GET
    @Path("failures/{address}")
    @RunOnVirtualThread
    @Operation(operationId = "minerFailures", summary = "List deals with a provider that came to nothing, and why")
    @APIResponse(responseCode = "200", description = "At most 1000 failures, the last first")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public List<DealFailure> failures(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address)
            throws SQLException {
        return deals.listFailuresOfProvider(address.value(), MOST).stream()
                .map(deal -> DealFailure.of(deal, 0, 0))
                .toList();
    }

    @GET
    @Path("storage/query/{address}")
    @Operation(operationId = "minerAsk", summary = "Show what a provider asks for storage")
    @APIResponse(responseCode = "200", description = "The ask that it told last")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<ProviderJson.Ask> ask(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address) {
        return Later.of(providers.ask(address.value()));
    }

    /** Every question has a limit; a virtual thread may wait for it. @throws ApiException when it failed */
    private static JsonNode await(Future<JsonNode> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ApiException refusal ? refusal : e;
        }
    }
}
