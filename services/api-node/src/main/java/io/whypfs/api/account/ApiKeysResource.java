package io.whypfs.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.http.Later;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A user's own API keys. */
@Path("/user/api-keys")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ApiKeysResource {

    private final AuthService auth;
    private final CurrentCaller caller;

    ApiKeysResource(AuthService auth, CurrentCaller caller) {
        this.auth = auth;
        this.caller = caller;
    }

    /** V1's API key; the token is shown once, when it is made. */
    public record ApiKey(String token, String tokenHash, String label, Instant expiry, boolean isSession) {

        private static ApiKey of(JsonNode key) {
            return new ApiKey(
                    key.path("token").asText(""),
                    key.path("tokenHash").asText(),
                    key.path("label").asText(""),
                    Instant.parse(key.path("expiry").asText()),
                    key.path("isSession").asBoolean());
        }
    }

    @GET
    @Operation(
            operationId = "listKeys",
            summary = "List your API keys",
            description = "Keys are stored as their hash: token is empty.")
    @APIResponse(responseCode = "200", description = "Sessions and keys, expired ones too")
    public Uni<List<ApiKey>> list() {
        return Later.of(auth.keys(caller.get().userId()).map(keys -> {
            List<ApiKey> list = new ArrayList<>();
            keys.forEach(key -> list.add(ApiKey.of(key)));
            return list;
        }));
    }

    @POST
    @Operation(
            operationId = "createKey",
            summary = "Create an API key",
            description = "The only time that the key itself is shown.")
    @APIResponse(responseCode = "200", description = "The key")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public Uni<ApiKey> create(
            @QueryParam("expiry")
                    @Parameter(
                            description = "Go duration such as 24h or 1h30m; false: never",
                            example = "24h",
                            schema = @Schema(implementation = String.class, defaultValue = "720h"))
                    @Nullable
                    String expiry,
            @QueryParam("perms")
                    @Parameter(
                            description = "What the key may do; given once",
                            example = "upload",
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            enumeration = {"all", "upload"},
                                            defaultValue = "all"))
                    List<String> perms,
            @QueryParam("label") @Parameter(description = "A name for people", example = "laptop") @Nullable
                    String label) {
        KeyWish wish = KeyWish.parse(expiry, perms, label);
        return Later.of(auth.createKey(caller.get().userId(), wish.toQuestion()).map(ApiKey::of));
    }

    @DELETE
    @Path("{keyOrHash}")
    @Operation(
            operationId = "deleteKey",
            summary = "Revoke an API key",
            description = "Idempotent. The key is refused within a second.")
    @APIResponse(responseCode = "200", description = "Revoked; no body", content = @Content)
    public Uni<Response> delete(
            @PathParam("keyOrHash") @Parameter(description = "The key or its hash") String keyOrHash) {
        return Later.of(auth.deleteKey(caller.get().userId(), keyOrHash)
                .map(gone -> Response.ok().build()));
    }
}
