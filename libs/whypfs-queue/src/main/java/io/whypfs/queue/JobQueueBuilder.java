package io.whypfs.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Settings of a {@link JobQueue}; every one has a default but the types. For one thread. */
public final class JobQueueBuilder {

    private static final int LONGEST_NODE_NAME = 50;
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(400);

    private final DataSource database;
    private final List<JobType> types = new ArrayList<>();
    private final List<JobDefinition> systemJobs = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private String node =
            "pid-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(System.identityHashCode(this));
    private Duration pollInterval = Duration.ofMillis(500);
    private Duration lease = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofHours(1);
    private Duration closeWithin = Duration.ofSeconds(5);
    private RetryPolicy retries = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10));
    private int historyEntries = 100;
    private Duration historyAge = Duration.ofDays(30);
    private JobListener listener = JobListener.NONE;

    JobQueueBuilder(DataSource database) {
        this.database = database;
    }

    /** The clock of schedules; leases and timeouts follow the machine's. */
    public JobQueueBuilder clock(Clock queueClock) {
        this.clock = queueClock;
        return this;
    }

    public JobQueueBuilder types(Collection<JobType> more) {
        types.addAll(more);
        return this;
    }

    /** A system job; defined in the database at the start, and removed there when it is not defined any more. */
    public JobQueueBuilder define(JobDefinition systemJob) {
        if (!systemJob.system()) {
            throw new IllegalArgumentException("the job '" + systemJob.name() + "' is not a system job");
        }
        systemJobs.add(systemJob);
        return this;
    }

    /** Names this node in histories and leases; unique among the nodes of the database, at most 50 characters. */
    public JobQueueBuilder node(String name) {
        if (name.isBlank() || name.length() > LONGEST_NODE_NAME) {
            throw new IllegalArgumentException("a node's name has 1 to 50 characters: " + name);
        }
        this.node = name;
        return this;
    }

    /** How often to look for jobs that other nodes or people made due. */
    public JobQueueBuilder pollInterval(Duration interval) {
        this.pollInterval = positive("poll interval", interval);
        return this;
    }

    /**
     * How long a node may be silent before its runs are given to others. A node whose heartbeats fail stops its runs at
     * three quarters of it. The machines' clocks may differ by less than a quarter.
     */
    public JobQueueBuilder lease(Duration time) {
        if (time.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("a lease takes at least " + SHORTEST_LEASE + ": " + time);
        }
        this.lease = time;
        return this;
    }

    /** How long a run may take whose job has no limit of its own. */
    public JobQueueBuilder timeout(Duration limit) {
        this.timeout = positive("timeout", limit);
        return this;
    }

    /** How long closing waits for runs to heed their stop. */
    public JobQueueBuilder closeWithin(Duration time) {
        this.closeWithin = time;
        return this;
    }

    /** The wait after a first failure; it doubles with each further one up to the longest. */
    public JobQueueBuilder retry(Duration first, Duration longest) {
        this.retries = new RetryPolicy(first, longest);
        return this;
    }

    /** How much history to keep. */
    public JobQueueBuilder history(int entriesPerJob, Duration longest) {
        if (entriesPerJob < 1) {
            throw new IllegalArgumentException("at least one entry of history: " + entriesPerJob);
        }
        this.historyEntries = entriesPerJob;
        this.historyAge = positive("age of history", longest);
        return this;
    }

    public JobQueueBuilder listener(JobListener hears) {
        this.listener = hears;
        return this;
    }

    /** A queue that does nothing until it is started. */
    public JobQueue build() {
        return new JobQueue(this);
    }

    DataSource database() {
        return database;
    }

    List<JobType> types() {
        return List.copyOf(types);
    }

    List<JobDefinition> systemJobs() {
        return List.copyOf(systemJobs);
    }

    Clock clock() {
        return clock;
    }

    String node() {
        return node;
    }

    Duration pollInterval() {
        return pollInterval;
    }

    Duration lease() {
        return lease;
    }

    Duration timeout() {
        return timeout;
    }

    Duration closeWithin() {
        return closeWithin;
    }

    RetryPolicy retries() {
        return retries;
    }

    int historyEntries() {
        return historyEntries;
    }

    Duration historyAge() {
        return historyAge;
    }

    JobListener listener() {
        return listener;
    }

    private static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the " + what + " is above zero: " + time);
        }
        return time;
    }
}
