package io.whypfs.api.storageproviders;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.http.Later;
import io.whypfs.api.http.PathProvider;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Wishes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an administrator does with storage providers. */
@Path("/admin/providers")
@Singleton
@RequiresAccess(Access.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
@SecurityRequirement(name = "key", scopes = "admin")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AdminProvidersResource {

    private static final Set<String> STANDINGS = Set.of("allowed", "denied", "neutral");

    private final Wishes dealMaker;

    AdminProvidersResource(Owners owners) {
        this.dealMaker = owners.ofDealMaker();
    }

    /** A provider to get to know. */
    @Schema(name = "NewProvider")
    public record NewProvider(
            @Schema(required = true, examples = "f01000") @Nullable
            String address) {}

    /** What an administrator thinks of a provider. */
    @Schema(name = "ProviderStanding")
    public record Standing(
            @Schema(
                    required = true,
                    enumeration = {"allowed", "denied", "neutral"},
                    description = "denied: gets no deals. allowed: while anyone is, nobody else gets deals")
            @Nullable
            String standing,

            @Schema(examples = "It rejects everything since Monday.") @Nullable
            String reason) {}

    @GET
    @Operation(
            operationId = "adminProviders",
            summary = "List storage providers with their asks and what we saw of them")
    @APIResponse(responseCode = "200", description = "All of them")
    public Uni<JsonNode> list() {
        return Later.of(dealMaker.get(ProviderAsks.PATH));
    }

    @POST
    @Operation(operationId = "addProvider", summary = "Add a storage provider")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The provider; the chain and its ask are asked soon")
    public Uni<JsonNode> add(@RequestBody(required = true) NewProvider provider) {
        String address = PathProvider.fromString(Objects.requireNonNullElse(provider.address, ""))
                .value();
        return Later.of(dealMaker.post(ProviderAsks.PATH, Map.of("address", address)));
    }

    @GET
    @Path("{address}")
    @Operation(operationId = "adminProvider", summary = "Show a storage provider")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The provider")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> show(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address) {
        return Later.of(dealMaker.get(ProviderAsks.PATH + "/" + address.value()));
    }

    @GET
    @Path("{address}/evidence")
    @Operation(operationId = "providerEvidence", summary = "List what we saw a storage provider do")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The evidence")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> evidence(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address) {
        return Later.of(dealMaker.get(ProviderAsks.PATH + "/" + address.value() + "/evidence"));
    }

    @PUT
    @Path("{address}/standing")
    @Operation(operationId = "setProviderStanding", summary = "Allow or deny a storage provider")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The provider")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> stand(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the storage provider",
                            example = "f01000",
                            schema = @Schema(implementation = String.class))
                    PathProvider address,
            @RequestBody(required = true) Standing standing) {
        String wanted = Objects.requireNonNullElse(standing.standing, "");
        if (!STANDINGS.contains(wanted)) {
            throw ApiException.invalid("The field standing is allowed, denied or neutral.");
        }
        return Later.of(dealMaker.put(
                ProviderAsks.PATH + "/" + address.value() + "/standing",
                Map.of("standing", wanted, "reason", Objects.requireNonNullElse(standing.reason, ""))));
    }
}
