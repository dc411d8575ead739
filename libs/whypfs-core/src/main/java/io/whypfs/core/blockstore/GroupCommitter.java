package io.whypfs.core.blockstore;

import io.whypfs.core.blockstore.CommitQueue.Batch;
import io.whypfs.core.blockstore.RoundCompletions.Waiter;
import io.whypfs.core.files.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    private final FileLayer files;
    private final Path root;
    private final CommitQueue queue;
    private final BytesInFlight bytesInFlight;
    private final RoundCompletions completions;
    private final Consumer<List<PendingBlock>> onDurable;

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
        this.queue = new CommitQueue(root, writeBackBytes);
        this.bytesInFlight = bytesInFlight;
        this.completions = completions;
        this.onDurable = onDurable;
    }

    /** Runs rounds on a thread of its own until closed. Without it, rounds are run by calls of {@link #round}. */
    void start() {
        thread = Thread.ofPlatform().name("whypfs-commit").daemon().start(this::runRounds);
    }

    private void runRounds() {
        while (queue.awaitWork(!renamed.blocks().isEmpty())) {
            round();
        }
    }

    /** Adds a block whose temporary file is written, and returns the number of its batch. */
    long add(PendingBlock block) throws StoreReadOnlyException {
        return queue.add(block);
    }

    /** Starts a round soon although nobody waits for durability: a writer needs room. */
    void wantRound() {
        queue.wantRound();
    }

    void ensureWritable() throws StoreReadOnlyException {
        queue.ensureWritable();
    }

    /** A future for the batch of that number and all before it. */
    <T> CompletableFuture<Void> durable(long batch, @Nullable RoundListener<T> listener, @Nullable T item) {
        Waiter<T> waiter = new Waiter<>(batch, listener, item, new CompletableFuture<>());
        if (queue.isDurableOrWaits(waiter)) {
            completions.tell(List.of(waiter));
        }
        return waiter.future();
    }

    /** One round; does nothing when there is nothing to do. */
    void round() {
        Batch written = queue.take();
        if (queue.hasFailed() || written.blocks().isEmpty() && renamed.blocks().isEmpty()) {
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
        } catch (IOException | RuntimeException | Error e) {
            // Errors too: were this thread to end in silence, every upload would wait for ever.
            fail(e);
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
        if (!durable.blocks().isEmpty()) {
            onDurable.accept(durable.blocks());
            completions.tell(queue.becameDurable(durable));
        }
    }

    private void fail(Throwable cause) {
        StoreReadOnlyException reason = new StoreReadOnlyException(
                "The blockstore at " + root + " only reads since blocks could not be made durable: "
                        + cause.getMessage() + " Check the disk, then start again.",
                cause);
        LOG.error("blockstore is read-only: path={} error={}", root, cause.toString(), cause);
        queue.fail(reason);
        bytesInFlight.fail(reason);
    }

    /** Makes durable what was added, then ends. */
    @Override
    public void close() {
        queue.close();
        if (thread == null) {
            runRounds();
        } else {
            joinUninterruptibly(thread);
        }
        bytesInFlight.fail(new StoreReadOnlyException("The blockstore at " + root + " is closed."));
        completions.close();
    }

    /** Waits for a thread's end even when interrupted, and passes the interrupt on. */
    static void joinUninterruptibly(Thread thread) {
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
