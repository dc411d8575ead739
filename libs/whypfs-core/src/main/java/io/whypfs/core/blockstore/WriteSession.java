package io.whypfs.core.blockstore;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One caller's run of writes, and the answer to "are they safe now?".
 *
 * <p>{@code put} writes on the caller's thread and waits while too many bytes are on their way to the disk. Blocks that
 * are here already are not written again, but stamped so that a later sweep leaves them alone. When such a block is still
 * on another session's way to the disk, this session's durability waits for it too. A session that is closed without
 * asking loses nothing: its blocks become durable with some later round.
 */
public interface WriteSession extends BlockSink, AutoCloseable {

    /**
     * Takes one block; it may be read at once and is not yet durable.
     *
     * @throws DiskReserveException when the disk would get fuller than the reserve allows
     * @throws StoreReadOnlyException after the disk failed
     */
    @Override
    void put(Block block) throws IOException;

    /**
     * Relies on a block that may be here already, as if its bytes were put: stamps it, and this session's durability waits
     * for it.
     *
     * @return false when it is not here
     */
    boolean keep(Multihash key) throws IOException;

    /**
     * Completes when everything put so far survives a crash; fails with {@link StoreReadOnlyException} when the disk
     * failed instead.
     */
    CompletableFuture<Void> durable();

    /**
     * As {@link #durable()}, with more work at the end of the round: the listener is called with the items of all sessions
     * that became durable together and named this same listener, and only after it returned the futures complete. An
     * exception of the listener fails the futures of those items, and nothing else.
     */
    <T> CompletableFuture<Void> durable(RoundListener<T> listener, T item);

    /** Waits for {@link #durable()}. */
    default void awaitDurable() throws IOException {
        try {
            durable().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("The blocks could not be made durable.", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while blocks were on their way to the disk.");
        }
    }

    @Override
    void close();
}
