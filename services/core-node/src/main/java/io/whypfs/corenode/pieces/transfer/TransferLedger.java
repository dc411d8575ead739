package io.whypfs.corenode.pieces.transfer;

import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.health.Degraded;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what transfers have served and writes it to the database from one thread, so that no transfer waits for it.
 *
 * <p>The end of a request and the first byte of a deal are written at once, progress in between each second. While
 * PostgreSQL is away the spans stay in memory. A process that is killed forgets at most the last second; a provider that
 * comes back for those bytes is counted then.
 */
public final class TransferLedger implements AutoCloseable {

    private static final String PART = "piece transfers";
    private static final Duration GATHER = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final TransfersRepository repository;
    private final Degraded degraded;
    private final Clock clock;
    private final Runnable onTold;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<UUID, Served> waiting = new LinkedHashMap<>();
    private boolean isUrgent;
    private boolean isStopping;
    private @Nullable Thread thread;

    private record Served(PieceCid piece, long carBytes, ByteSpans spans) {}

    /** @param onTold called when facts wait in the outbox */
    public TransferLedger(TransfersRepository repository, Degraded degraded, Clock clock, Runnable onTold) {
        this.repository = repository;
        this.degraded = degraded;
        this.clock = clock;
        this.onTold = onTold;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("piece-transfers").start(this::run);
        }
    }

    /** Notes that a deal was given these bytes; {@code isUrgent} when no more follow soon. */
    void served(UUID deal, PieceCid piece, long carBytes, long from, long end, boolean isUrgent) {
        lock.lock();
        try {
            waiting.computeIfAbsent(deal, _ -> new Served(piece, carBytes, new ByteSpans()))
                    .spans()
                    .add(from, end);
            if (isUrgent) {
                this.isUrgent = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (gather()) {
                writeAll();
            }
            writeAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is to be written; false when it is the last time. */
    private boolean gather() throws InterruptedException {
        lock.lock();
        try {
            long nanos = GATHER.toNanos();
            while (!isStopping && !isUrgent && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            isUrgent = false;
            return !isStopping;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() throws InterruptedException {
        Map<UUID, Served> taken = take();
        try {
            boolean told = false;
            for (var entry = taken.entrySet().iterator(); entry.hasNext(); entry.remove()) {
                Map.Entry<UUID, Served> next = entry.next();
                Served served = next.getValue();
                told |= repository.add(
                        next.getKey(), served.piece(), served.carBytes(), served.spans(), clock.instant());
            }
            degraded.clear(PART);
            if (told) {
                onTold.run();
            }
        } catch (SQLException e) {
            degraded.report(PART, "what was served is told later: " + e.getMessage());
            giveBack(taken);
            awaitRetry();
        }
    }

    private Map<UUID, Served> take() {
        lock.lock();
        try {
            Map<UUID, Served> taken = waiting;
            waiting = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Map<UUID, Served> unwritten) {
        lock.lock();
        try {
            unwritten.forEach((deal, served) -> waiting.computeIfAbsent(
                            deal, _ -> new Served(served.piece(), served.carBytes(), new ByteSpans()))
                    .spans()
                    .addAll(served.spans()));
        } finally {
            lock.unlock();
        }
    }

    private void awaitRetry() throws InterruptedException {
        lock.lock();
        try {
            long nanos = RETRY.toNanos();
            while (!isStopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is there, once more, and ends. */
    @Override
    public synchronized void close() {
        lock.lock();
        try {
            isStopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread ending = thread;
        if (ending != null) {
            try {
                if (!ending.join(STOP_LIMIT)) {
                    ending.interrupt();
                }
            } catch (InterruptedException _) {
                ending.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
