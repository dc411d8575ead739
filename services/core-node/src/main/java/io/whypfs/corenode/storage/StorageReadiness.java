package io.whypfs.corenode.storage;

import io.whypfs.core.blockstore.WriteSession;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the store is open and takes blocks. PostgreSQL is not part of it: reads do without; that it is away is told
 * as degraded.
 */
@Readiness
@Singleton
final class StorageReadiness implements HealthCheck {

    private final Storage storage;

    StorageReadiness(Storage storage) {
        this.storage = storage;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("storage");
        try (WriteSession _ = storage.store().openSession()) {
            boolean isWritable = Files.isWritable(storage.folder());
            return response.status(isWritable)
                    .withData("freeBytes", storage.freeBytes())
                    .withData("reserveBytes", storage.store().reserveBytes())
                    .build();
        } catch (IOException e) {
            return response.down()
                    .withData("error", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
