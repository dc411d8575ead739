package io.whypfs.filecoin.piece;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a piece's tree from its payload as it streams by.
 *
 * <p>Each MiB is hashed by itself, on the executor; the caller waits when all buffers are busy, so that memory stays at
 * about 2 MiB per buffer. After a crash, {@link #resume} goes on behind the nodes that {@link #finishedNodes()} told
 * before. For one caller's thread. Source: filecoin-project/go-fil-commp-hashhash.
 */
public final class PieceHasher {

    private static final int PAYLOAD_PER_NODE = PieceTree.PAYLOAD_PER_NODE;

    private final Executor executor;
    private final NodeDelegate delegate;
    private final int buffers;
    private final Semaphore free;
    private final Queue<NodeBuffer> idle = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final NodeRow nodes;
    private NodeBuffer filling;
    private int filled;
    private long submitted;
    private boolean finished;

    private PieceHasher(Executor executor, NodeDelegate delegate, int buffers, byte[] knownNodes) {
        this.executor = executor;
        this.delegate = delegate;
        this.buffers = buffers;
        this.free = new Semaphore(buffers - 1);
        for (int i = 1; i < buffers; i++) {
            idle.add(new NodeBuffer());
        }
        this.filling = new NodeBuffer();
        this.nodes = new NodeRow(knownNodes);
        this.submitted = knownNodes.length / Commitment.BYTES;
    }

    /** Hashes on the thread that writes. */
    public static PieceHasher onCallersThread() {
        return new PieceHasher(Runnable::run, NodeDelegate.NONE, 2, new byte[0]);
    }

    /** @param cores how many nodes are hashed at a time; the executor should have as many threads */
    public static PieceHasher onCores(Executor executor, int cores) {
        return resume(executor, cores, new byte[0]);
    }

    /**
     * Goes on behind nodes that were finished before; the caller writes the payload from byte {@code nodes *}
     * {@link PieceTree#PAYLOAD_PER_NODE} on.
     */
    public static PieceHasher resume(Executor executor, int cores, byte[] knownNodes) {
        return resume(executor, cores, knownNodes, NodeDelegate.NONE);
    }

    /** The same, with nodes hashed by the delegate as long as it does. */
    public static PieceHasher resume(Executor executor, int cores, byte[] knownNodes, NodeDelegate delegate) {
        if (cores < 1 || knownNodes.length % Commitment.BYTES != 0) {
            throw new IllegalArgumentException("At least one core and whole nodes of 32 bytes are needed.");
        }
        return new PieceHasher(executor, delegate, cores + 1, knownNodes);
    }

    /** The bytes are copied. */
    public void write(byte[] payload, int offset, int length) {
        requireUnfinished();
        int from = offset;
        int rest = length;
        while (rest > 0) {
            int part = Math.min(rest, PAYLOAD_PER_NODE - filled);
            System.arraycopy(payload, from, filling.payload, filled, part);
            filled += part;
            from += part;
            rest -= part;
            if (filled == PAYLOAD_PER_NODE) {
                submit();
            }
        }
    }

    /** The nodes of the MiB that are finished without a gap, 32 bytes each; to be stored for {@link #resume}. */
    public byte[] finishedNodes() {
        return nodes.finished();
    }

    /** The tree of the payload written so far, at its natural size. May be called once. */
    public PieceTree finish() {
        requireUnfinished();
        finished = true;
        long payloadBytes = submitted * PAYLOAD_PER_NODE + filled;
        if (submitted == 0 && filled < PAYLOAD_PER_NODE) {
            return smallPiece(payloadBytes);
        }
        if (filled > 0) {
            Arrays.fill(filling.payload, filled, PAYLOAD_PER_NODE, (byte) 0);
            submit();
        } else {
            free.release();
        }
        free.acquireUninterruptibly(buffers);
        requireNoFailure();
        return PieceTree.of(payloadBytes, nodes.finished());
    }

    private PieceTree smallPiece(long payloadBytes) {
        Arrays.fill(filling.payload, filled, PAYLOAD_PER_NODE, (byte) 0);
        PaddedPieceSize size = PaddedPieceSize.naturalFor(payloadBytes);
        byte[] root = new byte[Commitment.BYTES];
        if (size.height() == PieceTree.KEPT_LEVEL) {
            filling.hash(root);
        } else {
            filling.hashSmall((int) (size.bytes() / Fr32.PADDED_GROUP), root);
        }
        return PieceTree.of(payloadBytes, root);
    }

    private void submit() {
        NodeBuffer full = filling;
        long index = submitted;
        submitted++;
        filled = 0;
        try {
            executor.execute(() -> hash(full, index));
        } catch (RejectedExecutionException e) {
            giveBack(full, e);
        }
        if (finished) {
            return;
        }
        free.acquireUninterruptibly();
        filling = idle.remove();
        requireNoFailure();
    }

    private void hash(NodeBuffer full, long index) {
        @Nullable Throwable thrown = null;
        try {
            byte[] node = new byte[Commitment.BYTES];
            if (!delegate.hash(full.payload, node)) {
                full.hash(node);
            }
            nodes.put(index, node);
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        giveBack(full, thrown);
    }

    private void giveBack(NodeBuffer buffer, @Nullable Throwable thrown) {
        if (thrown != null) {
            failure.compareAndSet(null, thrown);
        }
        idle.add(buffer);
        free.release();
    }

    private void requireUnfinished() {
        if (finished) {
            throw new IllegalStateException("The piece is finished already.");
        }
    }

    private void requireNoFailure() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("A part of the piece could not be hashed.", cause);
        }
    }
}
