package io.whypfs.scheduler.buckets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in a bucket.
 *
 * @param files number of contents
 * @param carBytes sum of their CAR lengths
 * @param entryBytes what their entries take in the piece's directory, at most
 * @param firstAt when the first came; null while empty
 * @param dueAt when age or schedule seal it; null while empty
 */
public record Fill(
        long files,
        long carBytes,
        long entryBytes,
        @Nullable Instant firstAt,
        @Nullable Instant dueAt) {

    public static final Fill EMPTY = new Fill(0, 0, 0, null, null);

    public Fill {
        if (files < 0 || carBytes < 0 || entryBytes < 0 || (files > 0) != (firstAt != null)) {
            throw new IllegalArgumentException("No bucket holds " + files + " files of " + carBytes + " bytes.");
        }
    }

    public boolean isEmpty() {
        return files == 0;
    }

    /** This with a content more; {@code at} and {@code due} count when it is the first. */
    public Fill with(Waiting content, Instant at, Instant due) {
        return new Fill(
                files + 1,
                carBytes + content.carBytes(),
                entryBytes + PieceSpace.entryBytes(content.cid()),
                firstAt == null ? at : firstAt,
                firstAt == null ? due : dueAt);
    }

    /** This without a content that was in it. */
    Fill without(String cid, long bytes) {
        return files <= 1
                ? EMPTY
                : new Fill(files - 1, carBytes - bytes, entryBytes - PieceSpace.entryBytes(cid), firstAt, dueAt);
    }
}
