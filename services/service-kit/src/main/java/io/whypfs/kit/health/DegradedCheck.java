package io.whypfs.kit.health;

import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Always UP; its data member {@code degraded} says what does not work. */
@Readiness
@Singleton
final class DegradedCheck implements HealthCheck {

    private final Degraded degraded;

    DegradedCheck(Degraded degraded) {
        this.degraded = degraded;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("degraded").up();
        if (degraded.isDegraded()) {
            response.withData(
                    "degraded",
                    degraded.reasons().entrySet().stream()
                            .map(reason -> reason.getKey() + ": " + reason.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return response.build();
    }
}
