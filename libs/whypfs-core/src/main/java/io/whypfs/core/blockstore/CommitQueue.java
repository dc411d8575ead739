package io.whypfs.core.blockstore;

import io.whypfs.core.blockstore.RoundCompletions.Waiter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What stands between writers and rounds: the batch that gathers, and the sessions that wait for one to be durable.
 *
 * <p>Batches are numbered from 1 on. Safe for use by any thread.
 */
final class CommitQueue {

    /** Blocks that share a round's syncs. */
    record Batch(long number, List<PendingBlock> blocks) {
        static final Batch NONE = new Batch(0, List.of());
    }

    private final Path root;
    private final long writeBackBytes;

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

    CommitQueue(Path root, long writeBackBytes) {
        this.root = root;
        this.writeBackBytes = writeBackBytes;
    }

    /** Adds a block to the batch that gathers, and returns the batch's number. */
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

    /** Takes in a waiter; true when its batch is durable already, so that the caller tells it. */
    boolean isDurableOrWaits(Waiter<?> waiter) {
        CompletableFuture<Void> future = waiter.future();
        lock.lock();
        try {
            if (failure != null) {
                future.completeExceptionally(failure);
                return false;
            }
            if (waiter.batch() <= durableNumber) {
                return true;
            }
            waiters.add(waiter);
            work.signal();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a round has something to do; false when there will be no more rounds. */
    boolean awaitWork(boolean namesUnsynced) {
        lock.lock();
        try {
            while (!hasWork(namesUnsynced)) {
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

    private boolean hasWork(boolean namesUnsynced) {
        if (failure != null) {
            return false;
        }
        boolean someoneWaits = closing || wanted || !waiters.isEmpty() || gatheringBytes >= writeBackBytes;
        return namesUnsynced || !gathering.isEmpty() && someoneWaits;
    }

    /** Takes the batch out; the next block starts a new one. */
    Batch take() {
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

    /** Notes that a batch is durable, and returns those who waited for it. */
    List<Waiter<?>> becameDurable(Batch batch) {
        List<Waiter<?>> told = new ArrayList<>();
        lock.lock();
        try {
            durableNumber = batch.number();
            waiters.removeIf(waiter -> waiter.batch() <= durableNumber && told.add(waiter));
            return told;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all writing; everyone who waits fails. */
    void fail(StoreReadOnlyException reason) {
        List<Waiter<?>> failed;
        lock.lock();
        try {
            failure = reason;
            failed = List.copyOf(waiters);
            waiters.clear();
        } finally {
            lock.unlock();
        }
        failed.forEach(waiter -> waiter.future().completeExceptionally(reason));
    }

    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing new; what was added still becomes durable. */
    void close() {
        lock.lock();
        try {
            closing = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
