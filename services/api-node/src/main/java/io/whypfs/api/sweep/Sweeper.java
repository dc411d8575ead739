package io.whypfs.api.sweep;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sweeps one after the other, again and again, on a thread of its own, while no other node does. */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final LeadershipRepository leadership;
    private final List<LeadershipRepository.Round> sweeps;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweeper").factory());

    Sweeper(LeadershipRepository leadership, List<LeadershipRepository.Round> sweeps) {
        this.leadership = leadership;
        this.sweeps = sweeps;
    }

    void start(Duration every) {
        thread.scheduleWithFixedDelay(this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One round of every sweep; a sweep that fails does not keep the next from running. */
    void round() {
        try {
            leadership.runAlone(() -> sweeps.forEach(Sweeper::guarded));
        } catch (SQLException | RuntimeException e) {
            LOG.warn("No sweep in this round: error={}", e.toString());
        }
    }

    public void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(LeadershipRepository.Round sweep) {
        try {
            sweep.run();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A sweep ended early and runs again in the next round: error={}", e.toString());
        }
    }
}
