package io.whypfs.api.storageproviders;

import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.http.Later;
import io.whypfs.api.http.PathProvider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** V1's other path to a provider's ask. */
@Path("/deals/query")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "storage providers")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AskResource {

    private final ProviderAsks providers;

    AskResource(ProviderAsks providers) {
        this.providers = providers;
    }

    @GET
    @Path("{address}")
    @Operation(operationId = "dealQuery", summary = "Show what a provider asks for storage")
    @APIResponse(responseCode = "200", description = "The ask that it told last")
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
}
