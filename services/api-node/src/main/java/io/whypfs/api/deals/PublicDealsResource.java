package io.whypfs.api.deals;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What everybody may see of deals that came to nothing. */
@Path("/public/deals/failures")
@Singleton
@RequiresAccess(Access.OPEN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deals")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class PublicDealsResource {

    private final DealPastRepository deals;

    PublicDealsResource(DealPastRepository deals) {
        this.deals = deals;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "publicDealFailures",
            summary = "List deals that came to nothing, and why, the last first",
            description = "Whose content was in the piece is not told: content and user_id are 0.")
    @APIResponse(responseCode = "200", description = "A page of failures")
    public List<DealFailure> failures(@BeanParam BeforeQuery page) throws SQLException {
        return deals.listFailures(page.time(), page.length()).stream()
                .map(deal -> DealFailure.of(deal, 0, 0))
                .toList();
    }
}
