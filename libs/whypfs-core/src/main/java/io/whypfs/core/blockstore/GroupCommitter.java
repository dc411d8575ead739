package io.whypfs.core.blockstore;

import io.whypfs.core.blockstore.RoundCompletions.Waiter;
import io.whypfs.core.files.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the blocks of all sessions durable in rounds of one sync each.
 *
 * <p>A round syncs, tells the sessions of the batch before, and renames its own batch:
 *
 * <pre>
 *  round n    sync: data of batch n, names of batch n-1 | batch n-1 is durable | rename batch n
 *  round n+1  sync: data of batch n+1, names of batch n | batch n is durable   | rename batch n+1
 * </pre>
 *
 * <p>A round starts when a session waits, when enough bytes have gathered or a writer has no room, and when the batch
 * before still needs its names synced. The first failure ends all rounds for good: every session fails, and the store only
 * reads. That is deliberate, for after a failed sync the kernel may have dropped the pages.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);

    /** Blocks that share a round's syncs. */
    private record Batch(long number, List<PendingBlock> blocks) {
        static final Batch NONE = new Batch(0, List.of());
    }

    private final FileLayer files;
    private final Path root;
    private final long writeBackBytes;
    private final BytesInFlight bytesInFlight;
    private final Consumer<List<PendingBlock>> onDurable;
    private final RoundCompletions completions;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final List<Waiter<?>> waiters = new ArrayList<>();
    private List<PendingBlock> gathering = new ArrayList<>();
    private long gatheringBytes;
    private long gatheringNumber = 1;
    private long durableNumber;
    private boolean wanted;
    private boolean closing;
    private @Nullable StoreReadOnlyException failure;

    /** Renamed, names not yet synced. Touched by rounds only. */
    private Batch renamed = Batch.NONE;

    private @Nullable Thread thread;

    /**
     * @param onDurable called at the end of a round, before sessions are told, with the blocks that became durable
     */
    GroupCommitter(
            FileLayer files,
            Path root,
            long writeBackBytes,
            BytesInFlight bytesInFlight,
            RoundCompletions completions,
            Consumer<List<PendingBlock>> onDurable) {
        this.files = files;
        this.root = root;
        this.writeBackBytes = writeBackBytes;
        this.bytesInFlight = bytesInFlight;
        this.completions = completions;
        this.onDurable = onDurable;
    }

    /** Runs rounds on a thread of its own until closed. Without it, rounds are run by calls of {@link #round}. */
    void start() {
        thread = Thread.ofPlatform().name("whypfs-commit").daemon().start(() -> {
            while (awaitWork()) {
                round();
            }
        });
    }

    /** Adds a block whose temporary file is written, and returns the number of its batch. */
    long add(PendingBlock block) throws StoreReadOnlyException {
        lock.lock();
        try {
            ensureWritable();
            gathering.add(block);
            gatheringBytes += block.bytes();
            block.decide(gatheringNumber);
            if (gatheringBytes >= writeBackBytes) {
                work.signal();
            }
            return gatheringNumber;
        } finally {
            lock.unlock();
        }
    }

    /** Starts a round soon although nobody waits for durability: a writer needs room. */
    void wantRound() {
        lock.lock();
        try {
            wanted = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    void ensureWritable() throws StoreReadOnlyException {
        lock.lock();
        try {
            if (failure != null) {
                throw new StoreReadOnlyException(String.valueOf(failure.getMessage()), failure);
            }
            if (closing) {
                throw new StoreReadOnlyException("The blockstore at " + root + " is closed.");
            }
        } finally {
            lock.unlock();
        }
    }

    /** A future for the batch of that number and all before it. */
    <T> CompletableFuture<Void> durable(long batch, @Nullable RoundListener<T> listener, @Nullable T item) {
        Waiter<T> waiter = new Waiter<>(batch, listener, item, new CompletableFuture<>());
        lock.lock();
        try {
            if (failure != null) {
                waiter.future().completeExceptionally(failure);
                return waiter.future();
            }
            if (batch > durableNumber) {
                waiters.add(waiter);
                work.signal();
                return waiter.future();
            }
        } finally {
            lock.unlock();
        }
        completions.tell(List.of(waiter));
        return waiter.future();
    }

    private boolean awaitWork() {
        lock.lock();
        try {
            while (!hasWork()) {
                if (closing || failure != null) {
                    return false;
                }
                work.awaitUninterruptibly();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasWork() {
        if (failure != null) {
            return false;
        }
        boolean gathered = !gathering.isEmpty();
        return !renamed.blocks().isEmpty()
                || gathered && (closing || wanted || !waiters.isEmpty() || gatheringBytes >= writeBackBytes);
    }

    /** One round; does nothing when there is nothing to do. */
    void round() {
        Batch written = takeGathered();
        if (failedAlready() || (written.blocks().isEmpty() && renamed.blocks().isEmpty())) {
            return;
        }
        try {
            files.sync(temporaries(written), directories(renamed));
            settle(renamed);
            renamed = Batch.NONE;
            written.blocks().forEach(block -> bytesInFlight.release(block.window(), block.bytes()));
            for (PendingBlock block : written.blocks()) {
                files.rename(block.temporary(), block.target());
            }
            renamed = written;
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private Batch takeGathered() {
        lock.lock();
        try {
            wanted = false;
            if (gathering.isEmpty()) {
                return Batch.NONE;
            }
            Batch batch = new Batch(gatheringNumber++, gathering);
            gathering = new ArrayList<>();
            gatheringBytes = 0;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static List<Path> temporaries(Batch batch) {
        return batch.blocks().stream().map(PendingBlock::temporary).toList();
    }

    private Set<Path> directories(Batch batch) {
        Set<Path> directories = new HashSet<>();
        for (PendingBlock block : batch.blocks()) {
            Path shard = block.target().getParent();
            if (shard != null && directories.add(shard)) {
                directories.add(root);
            }
        }
        return directories;
    }

    private void settle(Batch durable) {
        if (durable.blocks().isEmpty()) {
            return;
        }
        onDurable.accept(durable.blocks());
        List<Waiter<?>> told = new ArrayList<>();
        lock.lock();
        try {
            durableNumber = durable.number();
            waiters.removeIf(waiter -> waiter.batch() <= durableNumber && told.add(waiter));
        } finally {
            lock.unlock();
        }
        completions.tell(told);
    }

    private boolean failedAlready() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Exception cause) {
        StoreReadOnlyException reason = new StoreReadOnlyException(
                "The blockstore at " + root + " only reads since blocks could not be made durable: "
                        + cause.getMessage() + " Check the disk, then start again.",
                cause);
        LOG.error("blockstore is read-only: path={} error={}", root, cause.toString(), cause);
        List<Waiter<?>> failed;
        lock.lock();
        try {
            failure = reason;
            failed = List.copyOf(waiters);
            waiters.clear();
        } finally {
            lock.unlock();
        }
        bytesInFlight.fail(reason);
        failed.forEach(waiter -> waiter.future().completeExceptionally(reason));
    }

    /** Makes durable what was added, then ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread == null) {
            while (awaitWork()) {
                round();
            }
        } else {
            joinUninterruptibly(thread);
        }
        bytesInFlight.fail(new StoreReadOnlyException("The blockstore at " + root + " is closed."));
        completions.close();
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
