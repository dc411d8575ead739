package io.whypfs.core.blockstore;

import io.whypfs.multiformats.Multihash;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A claim on a key while its block is on the way to the disk.
 *
 * <p>Whoever holds the claim writes or deletes; others wait for {@link #awaitOutcome} and then either rely on the batch
 * the block went to or try themselves.
 */
final class PendingBlock {

    /** The claim came to nothing; the next one may try. */
    static final long GIVEN_UP = -1;

    /** The block was durable before. */
    static final long DURABLE = 0;

    private final Multihash key;
    private final Path temporary;
    private final Path target;
    private final int bytes;
    private final BytesInFlight.Window window;
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile long outcome = GIVEN_UP;

    PendingBlock(Multihash key, Path temporary, Path target, int bytes, BytesInFlight.Window window) {
        this.key = key;
        this.temporary = temporary;
        this.target = target;
        this.bytes = bytes;
        this.window = window;
    }

    Multihash key() {
        return key;
    }

    Path temporary() {
        return temporary;
    }

    Path target() {
        return target;
    }

    int bytes() {
        return bytes;
    }

    BytesInFlight.Window window() {
        return window;
    }

    /** Ends the claim's undecided time with a batch number, {@link #DURABLE} or {@link #GIVEN_UP}. */
    void decide(long result) {
        outcome = result;
        decided.countDown();
    }

    /** Whether the bytes stand under the temporary or the final name; says so without waiting. */
    boolean isWritten() {
        return outcome > DURABLE;
    }

    long awaitOutcome() throws InterruptedIOException {
        try {
            decided.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while another session wrote the block " + key + ".");
        }
        return outcome;
    }
}
