package io.whypfs.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after runs under way: stops those that are too long, those whose lease is in danger (well before another node may
 * take it), and those that someone on another node cancelled; and wakes the scheduler when a job of this node is due
 * before the next poll.
 */
final class RunWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** The part of a lease that may pass without a heartbeat before the run is stopped. */
    private static final double DANGER = 0.75;

    private final JobRunner runner;
    private final RunBook book;
    private final Clock clock;
    private final Duration pollInterval;
    private final Runnable everySecond;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().daemon().name("job-watch-", 0).factory());

    /**
     * What to watch.
     *
     * @param clock the queue's
     * @param everySecond further work that may touch the database
     */
    RunWatch(JobRunner runner, RunBook book, Clock clock, Duration pollInterval, Runnable everySecond) {
        this.runner = runner;
        this.book = book;
        this.clock = clock;
        this.pollInterval = pollInterval;
        this.everySecond = everySecond;
    }

    void start() {
        repeat(LOOK_EVERY, this::look);
        repeat(RunBook.MOMENT, this::lookIntoDatabase);
    }

    /** Calls the scheduler at this time if its next poll would be later. */
    void wakeAt(Instant due, Runnable scheduler) {
        Duration wait = Duration.between(clock.instant(), due);
        if (wait.compareTo(pollInterval) < 0) {
            try {
                threads.schedule(scheduler, Math.max(0, wait.toMillis() + 1), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("not woken, the queue is closed");
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void look() {
        runner.active().forEach(run -> run.check(DANGER));
    }

    private void lookIntoDatabase() {
        everySecond.run();
        for (ActiveRun run : runner.active()) {
            if (run.elapsed().compareTo(RunBook.MOMENT) >= 0) {
                book.noteRunning(run).ifPresent(why -> run.stop(new Stop.Cancel(why)));
            }
        }
    }

    private void repeat(Duration every, Runnable work) {
        threads.scheduleWithFixedDelay(() -> logged(work), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would end the repetition. */
    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (JobStoreException e) {
            LOG.debug("not looked into the database: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the watch over runs failed, it goes on", e);
        }
    }
}
