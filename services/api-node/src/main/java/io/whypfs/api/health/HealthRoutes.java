package io.whypfs.api.health;

import static io.vertx.core.http.HttpMethod.GET;

import io.vertx.core.Future;
import io.whypfs.api.auth.Access;
import io.whypfs.api.http.Reply;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** {@code GET /health}: V1's sign of life for users; probes ask {@code /q/health}. */
@ApplicationScoped
public class HealthRoutes implements RouteGroup {

    @Override
    public void register(Routes routes) {
        routes.answering(
                GET, "/health", Access.OPEN, request -> Future.succeededFuture(Reply.ok(Map.of("status", "ok"))));
    }
}
