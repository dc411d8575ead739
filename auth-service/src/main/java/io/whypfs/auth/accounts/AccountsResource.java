package io.whypfs.auth.accounts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.auth.Refusal;
import io.whypfs.auth.users.Username;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The door for registering and logging in. */
@Path("/internal/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountsResource {

    private final Registration registration;
    private final Login login;

    AccountsResource(Registration registration, Login login) {
        this.registration = registration;
        this.login = login;
    }

    @POST
    @Path("/register")
    public SessionAnswer register(@Nullable RegisterRequest given) {
        RegisterRequest request = Refusal.requireBody(given);
        return registration.register(
                Username.parse(request.username()), password(request.passwordHash()), request.inviteCode());
    }

    @POST
    @Path("/login")
    public SessionAnswer login(@Nullable LoginRequest given) {
        LoginRequest request = Refusal.requireBody(given);
        return login.login(Username.parse(request.username()), password(request.passwordHash()));
    }

    private static ClientPassword password(@Nullable ClientPassword given) {
        if (given == null || given.text().isEmpty()) {
            throw Refusal.badInput("The field passwordHash is missing or empty.");
        }
        if (given.text().length() > ClientPassword.MAX_LENGTH) {
            throw Refusal.badInput(
                    "The field passwordHash is longer than " + ClientPassword.MAX_LENGTH + " characters.");
        }
        return given;
    }

    record RegisterRequest(
            @Nullable String username,
            @Nullable ClientPassword passwordHash,
            @Nullable String inviteCode) {}

    record LoginRequest(@Nullable String username, @Nullable ClientPassword passwordHash) {}
}
