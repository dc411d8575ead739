package io.whypfs.proxifier;

import io.whypfs.proxifier.routing.RouteTable;
import io.whypfs.proxifier.upstream.UpstreamHealth;
import io.whypfs.proxifier.upstream.UpstreamPool;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the door is open and at least one api node can take a request. */
@Readiness
@ApplicationScoped
public class DoorReadiness implements HealthCheck {

    private final Proxifier proxifier;

    DoorReadiness(Proxifier proxifier) {
        this.proxifier = proxifier;
    }

    @Override
    public HealthCheckResponse call() {
        boolean open = proxifier.door().isOpen();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("front door").withData("open", open);
        proxifier
                .pools()
                .values()
                .forEach(pool -> pool.members()
                        .forEach(upstream -> answer.withData(
                                pool.name() + " " + upstream.address(),
                                switch (upstream.health()) {
                                    case UpstreamHealth.Unknown() -> "not asked yet";
                                    case UpstreamHealth.Healthy(int _) -> "healthy";
                                    case UpstreamHealth.Sick(String reason) -> "sick: " + reason;
                                })));
        UpstreamPool api = proxifier.pools().get(RouteTable.DEFAULT_POOL);
        return answer.status(open && api != null && api.hasHealthyMember()).build();
    }
}
