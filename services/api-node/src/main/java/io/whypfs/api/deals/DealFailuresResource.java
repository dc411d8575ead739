package io.whypfs.api.deals;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.http.BeforeQuery;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The deals of a user that came to nothing. */
@Path("/deals/failures")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deals")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class DealFailuresResource {

    private final DealPastRepository deals;
    private final CurrentCaller caller;

    DealFailuresResource(DealPastRepository deals, CurrentCaller caller) {
        this.deals = deals;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "dealFailures", summary = "List your deals that came to nothing, and why, the last first")
    @APIResponse(responseCode = "200", description = "A page of failures")
    public List<DealFailure> failures(@BeanParam BeforeQuery page) throws SQLException {
        long user = caller.get().userId();
        return deals.listFailuresOfUser(user, page.time(), page.length()).stream()
                .map(deal -> DealFailure.of(deal, 0, user))
                .toList();
    }
}
