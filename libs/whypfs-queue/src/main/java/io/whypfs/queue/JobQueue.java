package io.whypfs.queue;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of one database on this node. Any number of nodes may open a queue on the same database.
 *
 * <p>Methods that change a job throw {@link JobRefusedException} when the wish cannot be fulfilled, and all throw {@link
 * JobStoreException} while the database is away. Safe for use by several threads.
 */
public final class JobQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final JobTypes types;
    private final List<JobDefinition> systemJobs;
    private final Clock clock;
    private final Duration closeWithin;
    private final JobDesk desk;
    private final SystemJobs systemDesk;
    private final JobRunner runner;
    private final LeaseScheduler scheduler;
    private final RunWatch watch;
    private volatile boolean systemJobsDefined;
    private boolean closed;

    JobQueue(JobQueueBuilder settings) {
        this.clock = settings.clock();
        this.closeWithin = settings.closeWithin();
        this.types = new JobTypes(settings.types());
        this.systemJobs = settings.systemJobs();
        systemJobs.forEach(job -> types.check(job, clock.instant()));
        Transactions transactions = new Transactions(settings.database());
        JobRepository jobs = new JobRepository();
        LeaseRepository leases = new LeaseRepository();
        HistoryRepository history = new HistoryRepository(settings.historyEntries(), settings.historyAge());
        RunBook book = new RunBook(transactions, jobs, leases, history, new JobCourse(settings.retries()));
        this.desk = new JobDesk(transactions, jobs, leases, history, types, clock);
        this.systemDesk = new SystemJobs(transactions, jobs, leases, types, clock);
        this.runner = new JobRunner(
                book,
                leases,
                types,
                new JobRunner.Settings(settings.node(), clock, settings.timeout(), settings.listener(), this::dueAt));
        this.scheduler = LeaseScheduler.of(
                settings.database(),
                tasks(),
                InstantSource.system(),
                clock,
                new LeaseScheduler.Settings(settings.node(), settings.pollInterval(), settings.lease()));
        this.watch = new RunWatch(runner, book, clock, settings.pollInterval(), this::defineSystemJobs);
    }

    /** A queue on this database, whose connections find the queue's tables without a schema's name. */
    public static JobQueueBuilder on(DataSource database) {
        return new JobQueueBuilder(database);
    }

    /** Begins to run jobs. Does not need the database: what cannot be written now is written when it answers. */
    public void start() {
        try {
            defineSystemJobs();
        } catch (JobStoreException e) {
            LOG.warn("the system's jobs are not defined yet, tried again every second: {}", e.getMessage());
        }
        watch.start();
        scheduler.start();
    }

    /** All types that this node knows, by name. */
    public List<JobType> types() {
        return types.all();
    }

    /** All jobs, the system's first, then by name. */
    public List<JobStatus> list() {
        return desk.list();
    }

    public JobStatus get(String name) {
        return desk.get(name);
    }

    /** Adds a customer's job. */
    public JobStatus define(JobDefinition definition) {
        JobStatus status = desk.define(definition);
        status.nextAt().ifPresent(this::dueAt);
        return status;
    }

    /** Makes a job due at once. */
    public JobStatus runNow(String name) {
        JobStatus status = desk.runNow(name);
        dueAt(clock.instant());
        return status;
    }

    /** @param why one sentence that names who paused it, such as "paused by admin: disk work" */
    public JobStatus pause(String name, String why) {
        return desk.pause(name, why);
    }

    public JobStatus resume(String name) {
        JobStatus status = desk.resume(name);
        status.nextAt().ifPresent(this::dueAt);
        return status;
    }

    /**
     * Stops the run under way, on whichever node; on another one within a second or two. The job's schedule goes on.
     *
     * @param why one sentence that names who cancelled it
     */
    public JobStatus cancel(String name, String why) {
        JobStatus status = desk.cancel(name, why);
        runner.cancel(name, why);
        return status;
    }

    /** Removes a customer's job that does not run, and its history. */
    public void remove(String name) {
        desk.remove(name);
    }

    /** The job's history, newest first. */
    public List<PastRun> runs(String name, int limit) {
        return desk.runs(name, limit);
    }

    /** Stops the runs under way, lets them end for a while, and leaves what is not done to other nodes. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        scheduler.pause();
        runner.close();
        long deadline = System.nanoTime() + closeWithin.toNanos();
        while (!runner.active().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        runner.active()
                .forEach(run -> LOG.warn(
                        "job={} did not end within {} of being told to; it counts as lost and runs again elsewhere",
                        run.job(),
                        closeWithin));
        watch.close();
        scheduler.stop();
    }

    private void defineSystemJobs() {
        if (!systemJobsDefined) {
            systemDesk.define(systemJobs);
            systemJobsDefined = true;
        }
    }

    private void dueAt(Instant time) {
        watch.wakeAt(time, scheduler::triggerCheckForDueExecutions);
    }

    private List<Task<?>> tasks() {
        List<Task<?>> tasks = new ArrayList<>();
        for (JobType type : types.all()) {
            tasks.add(Tasks.custom(type.name(), Void.class)
                    .onFailure((complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(AFTER_TROUBLE)))
                    .onDeadExecution((complete, operations) -> runner.dead(complete.getExecution()))
                    .execute((instance, context) -> runner.execute(context)));
        }
        return tasks;
    }
}
