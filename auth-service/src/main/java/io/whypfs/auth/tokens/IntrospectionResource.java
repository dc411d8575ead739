package io.whypfs.auth.tokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.auth.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Says who a key belongs to. Asked for every request of a user; the answer is always the database's, never a memory. */
@Path("/internal/v1/introspect")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IntrospectionResource {

    private final IntrospectionRepository holders;
    private final Clock clock;
    private final MeterRegistry metrics;

    IntrospectionResource(IntrospectionRepository holders, Clock clock, MeterRegistry metrics) {
        this.holders = holders;
        this.clock = clock;
        this.metrics = metrics;
    }

    @POST
    public Introspection introspect(@Nullable IntrospectRequest given) throws SQLException {
        ApiToken token = Refusal.requireBody(given).token();
        if (token == null) {
            throw Refusal.badInput("The field token is missing.");
        }
        Introspection result = Introspection.judge(holders.findHolder(token.hash()), clock.instant());
        metrics.counter("whypfs_auth_introspections_total", "result", outcome(result))
                .increment();
        return result;
    }

    private static String outcome(Introspection result) {
        return switch (result) {
            case Introspection.Active active -> "active";
            case Introspection.Inactive(Introspection.Reason reason) -> reason.text();
        };
    }

    record IntrospectRequest(@Nullable ApiToken token) {}
}
