package io.whypfs.corenode.registry;

import io.whypfs.kit.health.Degraded;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells the registry how this core is, again and again, and takes the view of the others.
 *
 * <p>A beat that fails is the next one's to make good; meanwhile the service says that it is degraded.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final String POSTGRESQL = "postgresql";
    private static final String DISK = "disk";

    private final NodesRepository repository;
    private final Registry registry;
    private final Degraded degraded;
    private final SelfPortrait self;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());

    /** Tells how this core is right now. */
    @FunctionalInterface
    public interface SelfPortrait {

        /** @throws IOException when the storage cannot be asked */
        Node now(boolean isDraining) throws IOException;
    }

    public Heartbeat(NodesRepository repository, Registry registry, Degraded degraded, SelfPortrait self) {
        this.repository = repository;
        this.registry = registry;
        this.degraded = degraded;
        this.self = self;
    }

    /** Starts beating; the first beat comes at once. */
    public void start(Duration every) {
        executor.scheduleWithFixedDelay(this::beat, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            beat(false);
            degraded.clear(POSTGRESQL);
        } catch (SQLException e) {
            degraded.report(
                    POSTGRESQL, "no uploads are taken, and the registry of cores stands still: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            // The next beat comes all the same; an exception that left here would have been the last.
            LOG.warnf(e, "This core could not tell the registry how it is. error=%s", e.getMessage());
        }
    }

    private void beat(boolean isDraining) throws IOException, SQLException {
        Node node = self.now(isDraining);
        registry.onSelf(node);
        if (node.freeBytes() < node.reserveBytes()) {
            degraded.report(
                    DISK,
                    "no uploads are taken: " + node.freeBytes() + " bytes free, " + node.reserveBytes()
                            + " are kept in reserve");
        } else {
            degraded.clear(DISK);
        }
        repository.put(node);
        registry.onView(repository.findAll());
    }

    /** Stops beating and says, if PostgreSQL listens, that this core goes. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
            beat(true);
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.infof("This core could not tell the registry that it goes. error=%s", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
