package io.whypfs.corenode.pieces.layout;

import io.whypfs.corenode.http.UnavailableException;
import java.io.IOException;
import java.util.UUID;

/** Goes through the sections of a layout in order. For one thread. */
public final class SectionCursor {

    private final PieceLayouts layouts;
    private final UUID bucket;
    private final long carBytes;
    private final int rows;
    private SectionRow row;
    private int index;

    SectionCursor(PieceLayouts layouts, UUID bucket, long carBytes, int rows, SectionRow row, int index) {
        this.layouts = layouts;
        this.bucket = bucket;
        this.carBytes = carBytes;
        this.rows = rows;
        this.row = row;
        this.index = index;
    }

    public boolean hasNext() {
        return index < row.count() || row.number() + 1 < rows;
    }

    /** @throws UnavailableException when the layout cannot be read, or does not end where the CAR does */
    public PlacedSection next() throws IOException {
        if (index == row.count()) {
            row = layouts.row(bucket, row.number() + 1);
            index = 0;
        }
        if (row.number() + 1 == rows && row.end() != carBytes) {
            throw new UnavailableException(
                    "The layout of bucket " + bucket + " ends at " + row.end() + " instead of " + carBytes + ".", null);
        }
        return row.section(index++);
    }
}
