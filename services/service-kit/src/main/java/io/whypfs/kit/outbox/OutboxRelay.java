package io.whypfs.kit.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.Backoff;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows from the outbox to their topics while it holds the schema's lease. One thread of its own; {@link #start},
 * {@link #stop} and {@link #wake} may be called from any.
 */
public final class OutboxRelay {

    /** The name under which {@link Degraded} hears of this part. */
    public static final String PART = "outbox";

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration LEASE_RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final DataSource dataSource;
    private final OutboxRepository repository;
    private final Settings settings;
    private final BooleanSupplier topicsReady;
    private final Degraded degraded;
    private final OutboxMetrics metrics;
    private final Semaphore nudges = new Semaphore(0);
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private volatile boolean running;
    private volatile boolean leading;
    private @Nullable Thread thread;

    /**
     * How to relay.
     *
     * @param kafka the client settings that reach the broker
     * @param poll how often to look when nobody wakes it
     * @param gather how long rows gather after a batch that was not full
     * @param batch how many rows to read at once
     */
    public record Settings(Map<String, Object> kafka, Duration poll, Duration gather, int batch) {}

    /** Topics that are known to exist are the caller's word: nothing is sent before {@code topicsReady} says yes. */
    public OutboxRelay(
            DataSource dataSource,
            OutboxRepository repository,
            Settings settings,
            BooleanSupplier topicsReady,
            Degraded degraded,
            MeterRegistry registry,
            Clock clock) {
        this.dataSource = dataSource;
        this.repository = repository;
        this.settings = settings;
        this.topicsReady = topicsReady;
        this.degraded = degraded;
        this.metrics = new OutboxMetrics(registry, clock);
    }

    public synchronized void start() {
        if (thread == null) {
            running = true;
            thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
        }
    }

    /** Looks for rows now instead of at the next poll; cheap, never blocks. */
    public void wake() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    /** Whether this relay holds the lease at the moment. */
    public boolean isLeading() {
        return leading;
    }

    /** Gives the lease back and ends the thread; a batch under way is finished or given up within seconds. */
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        this.running = false;
        wake();
        try {
            if (!running.join(STOP_LIMIT)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    private void run() {
        while (running) {
            try {
                lead();
            } catch (SQLException | RuntimeException e) {
                degraded.report(PART, "the outbox cannot be relayed: " + e.getMessage());
                LOG.debugf(e, "error=\"outbox relay interrupted\"");
                pause(backoff.next());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void lead() throws SQLException, InterruptedException {
        Optional<OutboxLease> taken = OutboxLease.tryTake(dataSource);
        if (taken.isEmpty()) {
            degraded.clear(PART);
            pause(LEASE_RETRY);
            return;
        }
        try (OutboxLease lease = taken.get();
                OutboxSender sender = new OutboxSender(settings.kafka())) {
            leading = true;
            LOG.infof("outbox=leading");
            while (running) {
                relay(lease.connection(), sender);
            }
        } finally {
            leading = false;
            metrics.forget();
        }
    }

    private void relay(Connection connection, OutboxSender sender) throws SQLException, InterruptedException {
        metrics.observe(connection, repository);
        List<OutboxRow> rows = repository.oldest(connection, settings.batch());
        if (rows.isEmpty()) {
            recovered();
            pause(settings.poll());
            return;
        }
        if (!topicsReady.getAsBoolean()) {
            failed("the broker has not confirmed the topics yet");
            return;
        }
        OutboxSender.Outcome outcome = sender.send(firstOfEachKey(rows));
        if (!outcome.acknowledged().isEmpty()) {
            repository.delete(connection, outcome.acknowledged());
            metrics.sent(outcome.acknowledged().size());
        }
        if (outcome.failure().isPresent()) {
            failed(outcome.failure().get());
        } else {
            recovered();
            if (rows.size() < settings.batch()) {
                gather();
            }
        }
    }

    /** Lets rows gather; only the end cuts it short. */
    private void gather() {
        long until = System.nanoTime() + settings.gather().toNanos();
        for (long left = settings.gather().toNanos(); running && left > 0; left = until - System.nanoTime()) {
            pause(Duration.ofNanos(left));
        }
    }

    /** At most one row per key is under way, so that a row is never in the topic before its predecessor. */
    private static List<OutboxRow> firstOfEachKey(List<OutboxRow> rows) {
        Set<String> keys = new HashSet<>();
        List<OutboxRow> first = new ArrayList<>();
        for (OutboxRow row : rows) {
            if (keys.add(row.topic() + '\n' + row.key())) {
                first.add(row);
            }
        }
        return first;
    }

    private void failed(String reason) {
        degraded.report(PART, "facts wait in the outbox: " + reason);
        pause(backoff.next());
    }

    private void recovered() {
        degraded.clear(PART);
        backoff.reset();
    }

    private void pause(Duration time) {
        if (!running) {
            return;
        }
        try {
            if (nudges.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
