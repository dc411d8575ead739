package io.whypfs.corenode.pieces.build;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Builds this core's pieces, the longest sealed first, on few threads, so that uploads keep theirs. Safe for use by any
 * thread.
 *
 * <p>Looks for due rows again and again: any core may have written them, and what a crash left half done is due as well.
 */
public final class BuildWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BuildWorker.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final UUID core;
    private final BuildsRepository builds;
    private final PieceBuilder builder;
    private final DatabasePatience patience;
    private final StopSignal stop;
    private final Settings settings;
    private final Runnable onTold;
    private final Clock clock;
    private final Set<UUID> inWork = new HashSet<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * How to work.
     *
     * @param parallel how many pieces are built at a time
     * @param poll how often to look for work
     */
    record Settings(int parallel, Duration poll) {}

    BuildWorker(
            UUID core,
            BuildsRepository builds,
            PieceBuilder builder,
            DatabasePatience patience,
            StopSignal stop,
            Settings settings,
            Runnable onTold,
            Clock clock) {
        this.core = core;
        this.builds = builds;
        this.builder = builder;
        this.patience = patience;
        this.stop = stop;
        this.settings = settings;
        this.onTold = onTold;
        this.clock = clock;
    }

    public synchronized void start() {
        for (int i = threads.size(); i < settings.parallel(); i++) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("piece-build-" + i)
                    .priority(Thread.MIN_PRIORITY)
                    .start(this::run));
        }
    }

    /** Looks for work now instead of at the next poll. */
    public void wake() {
        stop.nudge();
    }

    private void run() {
        while (!stop.isSet()) {
            try {
                if (!buildNext()) {
                    stop.await(settings.poll());
                }
            } catch (StoppedException e) {
                LOG.debugf("piece-build: %s", e.getMessage());
            } catch (InterruptedException _) {
                return;
            } catch (BuildDelayException | RuntimeException e) {
                // Not even the delay could be written down; the row is still due.
                LOG.errorf(e, "error=\"%s\"", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            stop.await(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean buildNext() throws StoppedException, BuildDelayException {
        Optional<SealedBucket> next = claim();
        if (next.isEmpty()) {
            return false;
        }
        try {
            if (builder.build(next.get())) {
                onTold.run();
            }
            return true;
        } finally {
            release(next.get().bucket());
        }
    }

    private synchronized Optional<SealedBucket> claim() throws StoppedException, BuildDelayException {
        Optional<SealedBucket> due = patience.await(() -> findDue());
        due.ifPresent(bucket -> inWork.add(bucket.bucket()));
        return due;
    }

    private Optional<SealedBucket> findDue() throws SQLException {
        return builds.findDue(core, List.copyOf(inWork), clock.instant());
    }

    private synchronized void release(UUID bucket) {
        inWork.remove(bucket);
    }

    /** Lets builds end between two blocks and waits for that; they begin again at the next start. */
    @Override
    public void close() {
        stop.set();
        for (Thread thread : running()) {
            try {
                if (!thread.join(STOP_LIMIT)) {
                    LOG.warnf("thread=%s error=\"does not end in %s\"", thread.getName(), STOP_LIMIT);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized List<Thread> running() {
        return List.copyOf(threads);
    }
}
