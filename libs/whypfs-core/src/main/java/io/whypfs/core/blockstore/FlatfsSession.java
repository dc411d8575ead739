package io.whypfs.core.blockstore;

import io.whypfs.ipld.block.Block;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A session of {@link FlatfsBlockstore}: remembers the last batch any of its blocks went to. */
final class FlatfsSession implements WriteSession {

    private final FlatfsWriter writer;
    private final GroupCommitter committer;
    private final BytesInFlight.Window window = new BytesInFlight.Window();
    private final AtomicLong lastBatch = new AtomicLong();
    private volatile boolean closed;

    FlatfsSession(FlatfsWriter writer, GroupCommitter committer) {
        this.writer = writer;
        this.committer = committer;
    }

    @Override
    public void put(Block block) throws IOException {
        ensureOpen();
        if (!block.cid().isIdentity()) {
            long batch = writer.write(block.cid().multihash(), block.data(), window);
            lastBatch.accumulateAndGet(batch, Math::max);
        }
    }

    @Override
    public boolean keep(Multihash key) throws IOException {
        ensureOpen();
        if (key.isIdentity()) {
            return true;
        }
        long batch = writer.keep(key, window);
        lastBatch.accumulateAndGet(batch, Math::max);
        return batch != PendingBlock.GIVEN_UP;
    }

    @Override
    public CompletableFuture<Void> durable() {
        return enlist(null, null);
    }

    @Override
    public <T> CompletableFuture<Void> durable(RoundListener<T> listener, T item) {
        return enlist(listener, item);
    }

    private <T> CompletableFuture<Void> enlist(@Nullable RoundListener<T> listener, @Nullable T item) {
        ensureOpen();
        return committer.durable(lastBatch.get(), listener, item);
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("The write session is closed.");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
