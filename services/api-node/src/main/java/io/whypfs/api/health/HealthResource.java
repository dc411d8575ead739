package io.whypfs.api.health;

import io.smallrye.common.annotation.NonBlocking;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /health}: V1's sign of life for users; probes ask {@code /q/health}. */
@Path("/health")
@Singleton
@RequiresAccess(Access.OPEN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service")
public class HealthResource {

    public record Health(@Schema(examples = "ok") String status) {}

    @GET
    @NonBlocking
    @Operation(operationId = "health", summary = "Sign of life")
    @APIResponse(responseCode = "200", description = "Alive")
    public Health health() {
        return new Health("ok");
    }
}
