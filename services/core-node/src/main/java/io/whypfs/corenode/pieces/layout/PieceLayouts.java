package io.whypfs.corenode.pieces.layout;

import io.whypfs.corenode.http.UnavailableException;
import io.whypfs.multiformats.MultiformatException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The layouts of ready pieces, read from the database row by row and kept in memory up to a number of bytes; what was not
 * used for longest goes first. Safe for use by any thread.
 */
public final class PieceLayouts {

    private final LayoutRepository repository;
    private final long capacityBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /** A row, or with the number -1 the beginnings of all rows. */
    private record Key(UUID bucket, int number) {}

    private sealed interface Kept {

        long memoryBytes();

        record Offsets(long[] offsets) implements Kept {

            @Override
            public long memoryBytes() {
                return 200 + (long) Long.BYTES * offsets.length;
            }
        }

        record Row(SectionRow row) implements Kept {

            @Override
            public long memoryBytes() {
                return row.memoryBytes();
            }
        }
    }

    public PieceLayouts(LayoutRepository repository, long capacityBytes) {
        this.repository = repository;
        this.capacityBytes = capacityBytes;
    }

    /**
     * Begins at the section that holds an offset behind the CAR's header.
     *
     * @param carBytes length of the CAR, at which the layout must end
     * @throws UnavailableException when the layout cannot be read
     */
    public SectionCursor cursor(UUID bucket, long carBytes, long offset) throws IOException {
        long[] offsets = offsets(bucket);
        int found = Arrays.binarySearch(offsets, offset);
        int number = found >= 0 ? found : -found - 2;
        if (number < 0 || offset >= carBytes) {
            throw new UnavailableException(
                    "The layout of bucket " + bucket + " has no section at " + offset + ".", null);
        }
        SectionRow row = row(bucket, number);
        return new SectionCursor(this, bucket, carBytes, offsets.length, row, row.indexOf(offset));
    }

    /** Reads what every range needs, so that a failure shows before anything is answered. */
    public void warm(UUID bucket) throws IOException {
        offsets(bucket);
    }

    private long[] offsets(UUID bucket) throws IOException {
        Key key = new Key(bucket, -1);
        if (find(key) instanceof Kept.Offsets known) {
            return known.offsets();
        }
        try {
            long[] offsets = repository.offsets(bucket);
            if (offsets.length == 0) {
                throw new UnavailableException("The layout of bucket " + bucket + " is not there.", null);
            }
            keep(key, new Kept.Offsets(offsets));
            return offsets;
        } catch (SQLException e) {
            throw unreadable(bucket, e);
        }
    }

    SectionRow row(UUID bucket, int number) throws IOException {
        Key key = new Key(bucket, number);
        if (find(key) instanceof Kept.Row known) {
            return known.row();
        }
        try {
            SectionRow row = repository.row(bucket, number);
            keep(key, new Kept.Row(row));
            return row;
        } catch (SQLException | MultiformatException e) {
            throw unreadable(bucket, e);
        }
    }

    private static UnavailableException unreadable(UUID bucket, Exception cause) {
        return new UnavailableException(
                "The layout of bucket " + bucket + " cannot be read just now: " + cause.getMessage(), cause);
    }

    private @Nullable Kept find(Key key) {
        lock.lock();
        try {
            return kept.get(key);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Key key, Kept entry) {
        lock.lock();
        try {
            if (kept.putIfAbsent(key, entry) == null) {
                keptBytes += entry.memoryBytes();
            }
            var oldest = kept.values().iterator();
            while (keptBytes > capacityBytes && oldest.hasNext()) {
                keptBytes -= oldest.next().memoryBytes();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
