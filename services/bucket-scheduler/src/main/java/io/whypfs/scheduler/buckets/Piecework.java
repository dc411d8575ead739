package io.whypfs.scheduler.buckets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a bucket after it took its last content.
 *
 * @param seal null while it takes contents
 * @param piece null until its piece is built
 * @param delay why the piece is not built yet, as its core says; null when it said nothing
 * @param sequence sequence of the newest fact about the piece; 0: none came
 */
public record Piecework(
        @Nullable Seal seal,
        @Nullable BuiltPiece piece,
        @Nullable Delay delay,
        long sequence) {

    static final Piecework NONE = new Piecework(null, null, null, 0);

    /** When and why it was sealed. */
    public record Seal(Instant at, String because) {}

    /**
     * The piece.
     *
     * @param cid PieceCID version 1
     * @param size padded size in bytes
     * @param carBytes length of its CAR
     */
    public record BuiltPiece(String cid, long size, long carBytes) {}

    /** Words of the core that builds it; {@code nextAt} is null when it waits for something without a time. */
    public record Delay(String why, String next, @Nullable Instant nextAt) {}
}
