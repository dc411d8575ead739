package io.whypfs.api.storageproviders;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.http.Later;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Wishes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether deals are made, and why not. */
@Path("/admin/deal-making")
@Singleton
@RequiresAccess(Access.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
@SecurityRequirement(name = "key", scopes = "admin")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class DealMakingResource {

    private static final String PATH = "/internal/v1/deal-making";

    private final Wishes dealMaker;

    DealMakingResource(Owners owners) {
        this.dealMaker = owners.ofDealMaker();
    }

    /** Whether deals are to be made. */
    @Schema(name = "DealMakingWish")
    public record Wish(
            @Schema(required = true) @Nullable Boolean enabled,

            @Schema(required = true, examples = "The wallet moves to another account.") @Nullable
            String reason) {}

    @GET
    @Operation(operationId = "dealMaking", summary = "Show whether deals are made, and why not")
    @APIResponse(responseCode = "200", description = "How it stands")
    public Uni<JsonNode> show() {
        return Later.of(dealMaker.get(PATH));
    }

    @PUT
    @Operation(
            operationId = "setDealMaking",
            summary = "Start or stop the making of deals",
            description = "Deals that were proposed go on.")
    @APIResponse(responseCode = "200", description = "How it stands")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public Uni<JsonNode> set(@RequestBody(required = true) Wish wish) {
        if (wish.enabled == null) {
            throw ApiException.invalid("The field enabled is missing: it is true or false.");
        }
        if (wish.reason == null || wish.reason.isBlank()) {
            throw ApiException.invalid("The field reason is missing: say in one sentence why.");
        }
        return Later.of(dealMaker.put(PATH, Map.of("enabled", wish.enabled, "reason", wish.reason)));
    }
}
