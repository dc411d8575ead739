package io.whypfs.queue;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/**
 * db-scheduler put together for this queue: locks what is due with {@code for update skip locked}, runs it in virtual
 * threads, prolongs its leases, and finds the leases that nobody prolongs.
 */
final class LeaseScheduler extends Scheduler {

    /** db-scheduler's least number of missed heartbeats before a node counts as dead. */
    private static final int HEARTBEATS_PER_LEASE = 4;

    /** More runs at once than this on one node wait. */
    private static final int RUNS_AT_ONCE = 200;

    /** Rows of types that no node knows any more are customers' jobs; they are never deleted. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** By the time db-scheduler is stopped, runs have had their time to end. */
    private static final Duration LAST_WAIT = Duration.ofMillis(200);

    private LeaseScheduler(
            Clock leaseClock, TaskRepository repository, TaskResolver tasks, SchedulerName node, Settings settings) {
        super(
                leaseClock,
                repository,
                repository,
                tasks,
                RUNS_AT_ONCE,
                Executors.newThreadPerTaskExecutor(virtual("job-")),
                node,
                new Waiter(settings.pollInterval(), leaseClock),
                settings.lease().dividedBy(HEARTBEATS_PER_LEASE),
                HEARTBEATS_PER_LEASE,
                List.of(),
                List.of(),
                PollingStrategyConfig.DEFAULT_SELECT_FOR_UPDATE,
                NEVER,
                LAST_WAIT,
                LogLevel.WARN,
                true,
                List.of(),
                Executors.newSingleThreadExecutor(virtual("job-poll-")),
                Executors.newScheduledThreadPool(2, virtual("job-lease-")));
    }

    /**
     * How often and how long.
     *
     * @param lease how long a node may be silent before its runs count as lost
     */
    record Settings(String node, Duration pollInterval, Duration lease) {}

    static LeaseScheduler of(
            DataSource database,
            List<Task<?>> tasks,
            InstantSource machineClock,
            InstantSource queueClock,
            Settings settings) {
        Clock leaseClock = machineClock::instant;
        SchedulerName node = new SchedulerName.Fixed(settings.node());
        TaskResolver resolver = new TaskResolver(SchedulerListeners.NOOP, leaseClock, tasks);
        TaskRepository repository = new DueTaskRepository(database, resolver, node, leaseClock, queueClock);
        return new LeaseScheduler(leaseClock, repository, resolver, node, settings);
    }

    private static ThreadFactory virtual(String prefix) {
        return Thread.ofVirtual().name(prefix, 0).factory();
    }
}
