package io.whypfs.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.http.Later;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invites, which administrators give out. */
@Path("/admin")
@Singleton
@RequiresAccess(Access.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
@SecurityRequirement(name = "key", scopes = "admin")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class InvitesResource {

    private final AuthService auth;
    private final CurrentCaller caller;

    InvitesResource(AuthService auth, CurrentCaller caller) {
        this.auth = auth;
        this.caller = caller;
    }

    /** The code of an invite that was made. */
    public record InviteCode(@Schema(examples = "welcome") String code) {}

    /** An invite; claimedBy is empty until somebody used it. */
    public record Invite(String code, String createdBy, String claimedBy, String createdAt) {

        private static Invite of(JsonNode invite) {
            return new Invite(
                    invite.path("code").asText(),
                    invite.path("createdBy").asText(""),
                    invite.path("claimedBy").isNull()
                            ? ""
                            : invite.path("claimedBy").asText(""),
                    invite.path("createdAt").asText(""));
        }
    }

    @POST
    @Path("invite/{code}")
    @Operation(operationId = "createInvite", summary = "Create an invite")
    @APIResponse(responseCode = "200", description = "The invite")
    @APIResponse(responseCode = "400", ref = "Invalid")
    public Uni<InviteCode> create(
            @PathParam("code") @Parameter(description = "Any text", example = "welcome") String code) {
        return Later.of(auth.createInvite(code, caller.get().userId()).map(made -> new InviteCode(code)));
    }

    @GET
    @Path("invites")
    @Operation(operationId = "listInvites", summary = "List invites")
    @APIResponse(responseCode = "200", description = "Oldest first")
    public Uni<List<Invite>> list() {
        return Later.of(auth.invites().map(invites -> {
            List<Invite> list = new ArrayList<>();
            invites.forEach(invite -> list.add(Invite.of(invite)));
            return list;
        }));
    }
}
