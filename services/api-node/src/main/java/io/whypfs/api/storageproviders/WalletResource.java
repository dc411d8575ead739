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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts that pay for deals. A private key leaves only on an explicit word, and is never logged. */
@Path("/admin/wallet")
@Singleton
@RequiresAccess(Access.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
@SecurityRequirement(name = "key", scopes = "admin")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class WalletResource {

    private static final String PATH = "/internal/v1/wallet";
    private static final Pattern ADDRESS = Pattern.compile("[ft][0-4][0-9a-z]{1,90}");

    private final Wishes dealMaker;

    WalletResource(Owners owners) {
        this.dealMaker = owners.ofDealMaker();
    }

    /** A key to import. */
    @Schema(name = "WalletKey")
    public record Key(
            @Schema(required = true, description = "As lotus wallet export writes it") @Nullable
            String key) {}

    /** The account that pays. */
    @Schema(name = "WalletDefault")
    public record Default(
            @Schema(required = true, examples = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba") @Nullable
            String address) {}

    @GET
    @Operation(operationId = "walletAccounts", summary = "List accounts with balance, escrow and datacap")
    @APIResponse(responseCode = "200", description = "The accounts")
    public Uni<JsonNode> list() {
        return Later.of(dealMaker.get(PATH));
    }

    @POST
    @Path("create")
    @Operation(operationId = "createAccount", summary = "Make a new account")
    @APIResponse(responseCode = "200", description = "The account")
    public Uni<JsonNode> create() {
        return Later.of(dealMaker.post(PATH + "/create", Map.of()));
    }

    @POST
    @Path("import")
    @Operation(operationId = "importAccount", summary = "Import an account's key")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<JsonNode> take(@RequestBody(required = true) Key key) {
        if (key.key == null || key.key.isBlank()) {
            throw ApiException.invalid("The field key is missing: it has what lotus wallet export writes.");
        }
        return Later.of(dealMaker.post(PATH + "/import", Map.of("key", key.key)));
    }

    @PUT
    @Path("default")
    @Operation(operationId = "setDefaultAccount", summary = "Choose the account that pays for new deals")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> choose(@RequestBody(required = true) Default wanted) {
        if (wanted.address == null) {
            throw ApiException.invalid("The field address is missing.");
        }
        requireAddress(wanted.address);
        return Later.of(dealMaker.put(PATH + "/default", Map.of("address", wanted.address)));
    }

    @POST
    @Path("{address}/export")
    @Operation(
            operationId = "exportAccount",
            summary = "Show the private key of an account",
            description =
                    "Whoever has it can spend what the account holds. So that nobody does this by mistake, the address "
                            + "is said a second time.")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "200", description = "The key as lotus wallet import reads it")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> export(
            @PathParam("address")
                    @Parameter(
                            description = "Address of the account",
                            example = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba",
                            schema = @Schema(implementation = String.class))
                    String address,
            @QueryParam("confirm")
                    @Parameter(
                            description = "The address once more",
                            required = true,
                            example = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba",
                            schema = @Schema(implementation = String.class))
                    @Nullable
                    String confirm) {
        requireAddress(address);
        if (!address.equals(confirm)) {
            throw ApiException.invalid("This shows a private key. To confirm it, add ?confirm= with the same address.");
        }
        return Later.of(
                dealMaker.post(PATH + "/" + URLEncoder.encode(address, StandardCharsets.UTF_8) + "/export", Map.of()));
    }

    private static void requireAddress(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw ApiException.invalid("The address is not one of Filecoin's, such as f1d2xrz….");
        }
    }
}
