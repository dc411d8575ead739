package io.whypfs.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.http.Later;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registration and login. */
@Path("/")
@Singleton
@RequiresAccess(Access.OPEN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AccountResource {

    private static final String ANY_FORM = "Read as JSON whatever the content type; keys in any case";

    private final AuthService auth;

    AccountResource(AuthService auth) {
        this.auth = auth;
    }

    /** Who wants to register. */
    public record Registration(
            @Schema(required = true, examples = "ann") @Nullable
            String username,

            @Schema(required = true) @Nullable String passwordHash,

            @Schema(description = "Not needed where registration is open", examples = "welcome") @Nullable
            String inviteCode) {}

    /** Who wants to log in. */
    public record Credentials(
            @Schema(required = true, examples = "ann") @Nullable
            String username,

            @Schema(required = true) @Nullable String passwordHash) {}

    /** A key that stands for a login. */
    public record Session(
            @Schema(examples = "EST5b7f6b6e-5f0c-4b8e-8f8e-0d1d1a3b6a11ARY")
            String token,

            Instant expiry) {}

    @POST
    @Path("register")
    @Operation(operationId = "register", summary = "Register with an invite")
    @APIResponse(responseCode = "200", description = "A session of 7 days")
    @APIResponse(
            responseCode = "400",
            description = "A used invite, a taken name, or a body that cannot be read",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "Error"),
                            examples = {
                                @ExampleObject(
                                        name = "used",
                                        value = "{\"error\":{\"code\":400,\"reason\":\"ERR_INVITE_ALREADY_USED\","
                                                + "\"details\":\"The invite was used before.\"}}"),
                                @ExampleObject(
                                        name = "taken",
                                        value = "{\"error\":{\"code\":400,\"reason\":\"ERR_USERNAME_TAKEN\","
                                                + "\"details\":\"The name is taken.\"}}"),
                                @ExampleObject(
                                        name = "input",
                                        value = "{\"error\":{\"code\":400,\"reason\":\"ERR_INVALID_INPUT\","
                                                + "\"details\":\"The request has no JSON body: send a JSON object.\"}}")
                            }))
    @APIResponse(
            responseCode = "404",
            description = "An unknown invite",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "Error"),
                            examples =
                                    @ExampleObject(
                                            name = "unknown",
                                            value = "{\"error\":{\"code\":404,\"reason\":\"ERR_INVALID_INVITE\","
                                                    + "\"details\":\"The invite is not known.\"}}")))
    public Uni<Session> register(@RequestBody(description = ANY_FORM, required = true) Registration account) {
        Map<String, String> fields = credentials(account.username, account.passwordHash);
        fields.put("inviteCode", Objects.requireNonNullElse(account.inviteCode, ""));
        return Later.of(auth.register(fields).map(AccountResource::session));
    }

    @POST
    @Path("login")
    @Operation(operationId = "login", summary = "Log in")
    @APIResponse(responseCode = "200", description = "A session of 30 days")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(
            responseCode = "403",
            description = "An unknown user or a wrong password",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "Error"),
                            examples = {
                                @ExampleObject(
                                        name = "user",
                                        value = "{\"error\":{\"code\":403,\"reason\":\"ERR_USER_NOT_FOUND\","
                                                + "\"details\":\"There is no such user.\"}}"),
                                @ExampleObject(
                                        name = "password",
                                        value = "{\"error\":{\"code\":403,\"reason\":\"ERR_INVALID_PASSWORD\","
                                                + "\"details\":\"\"}}")
                            }))
    public Uni<Session> login(@RequestBody(description = ANY_FORM, required = true) Credentials account) {
        return Later.of(
                auth.login(credentials(account.username, account.passwordHash)).map(AccountResource::session));
    }

    private static Map<String, String> credentials(@Nullable String username, @Nullable String passwordHash) {
        Map<String, String> fields = new HashMap<>();
        fields.put("username", Objects.requireNonNullElse(username, ""));
        fields.put("passwordHash", Objects.requireNonNullElse(passwordHash, ""));
        return fields;
    }

    private static Session session(JsonNode answer) {
        return new Session(
                answer.path("token").asText(),
                Instant.parse(answer.path("expiry").asText()));
    }
}
