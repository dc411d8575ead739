package io.whypfs.auth.invites;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.auth.PrintableText;
import io.whypfs.auth.Refusal;
import io.whypfs.auth.users.UserRepository;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The administrator's door to invites. */
@Path("/internal/v1/invites")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InvitesResource {

    private final InviteRepository invites;
    private final UserRepository users;
    private final Clock clock;

    InvitesResource(InviteRepository invites, UserRepository users, Clock clock) {
        this.invites = invites;
        this.users = users;
        this.clock = clock;
    }

    @GET
    @Transactional
    public List<InviteView> list() {
        return invites.listViews();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public InviteMade create(@Nullable InviteRequest given) {
        InviteRequest request = Refusal.requireBody(given);
        String code = request.code() == null ? "" : request.code();
        PrintableText.flaw("code", code, InviteRepository.MAX_CHARACTERS).ifPresent(flaw -> {
            throw Refusal.badInput(flaw);
        });
        Long createdBy = request.createdBy();
        if (createdBy == null || !users.exists(createdBy)) {
            throw Refusal.badInput("The field createdBy must be the id of the user who makes the invite.");
        }
        if (!invites.add(code, createdBy, clock.instant())) {
            throw Refusal.of(
                    400,
                    "invite-exists",
                    "Invite exists",
                    "There is an invite with the code '" + code + "' already; choose another code.");
        }
        return new InviteMade(code);
    }

    /** @param createdBy the user id of the administrator */
    record InviteRequest(@Nullable String code, @Nullable Long createdBy) {}

    record InviteMade(String code) {}
}
