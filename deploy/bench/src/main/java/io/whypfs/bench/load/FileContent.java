package io.whypfs.bench.load;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of files made up on the fly. Random bytes, made once, in which every 64 KiB carry a number that no other
 * 64 KiB of this run carries: no two blocks are equal, whatever the chunker, and making a file costs next to nothing.
 * One instance per client thread.
 */
public final class FileContent {

    private static final int STAMPED_EVERY = 64 * 1024;
    private static final int PIECE = 1024 * 1024;
    private static final AtomicLong NEXT_STAMP = new AtomicLong();

    private final long run;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

    public FileContent(long run) {
        this.run = run;
        SplittableRandom random = new SplittableRandom(run);
        while (piece.hasRemaining()) {
            piece.putLong(random.nextLong());
        }
    }

    /** The next piece of a file of which {@code remaining} bytes are missing; valid until the next call. */
    public ByteBuffer next(long remaining) {
        int length = (int) Math.min(PIECE, remaining);
        piece.clear();
        for (int at = 0; at + Long.BYTES * 2 <= length; at += STAMPED_EVERY) {
            piece.putLong(at, run);
            piece.putLong(at + Long.BYTES, NEXT_STAMP.incrementAndGet());
        }
        return piece.limit(length);
    }
}
