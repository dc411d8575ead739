package io.whypfs.corenode.pieces.layout;

import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Notes the sections of a CAR in order, and hands them on row by row. For one thread. */
public final class LayoutRecorder {

    /** Sections in a row: some 40 bytes each, so that a row is read in one go and a piece of 32 GiB has a hundred or two. */
    static final int SECTIONS_PER_ROW = 1024;

    private final RowSink sink;
    private byte[] row = new byte[SECTIONS_PER_ROW * 40];
    private int rowBytes;
    private int rowSections;
    private int rowNumber;
    private long rowOffset;
    private long offset;
    private long sections;

    /** Takes full rows. */
    @FunctionalInterface
    public interface RowSink {

        /** @param sections the caller's to keep */
        void put(int number, long firstOffset, byte[] sections) throws IOException;
    }

    /** Begins the layout of a CAR with one root. */
    public LayoutRecorder(Cid root, RowSink sink) {
        this.sink = sink;
        this.offset = CarWriter.headerLength(List.of(root));
        this.rowOffset = offset;
    }

    /** Notes the next section. */
    public void add(Cid cid, int dataBytes) throws IOException {
        int needed = rowBytes + SectionRow.encodedLength(cid, dataBytes);
        if (needed > row.length) {
            row = Arrays.copyOf(row, Math.max(needed, 2 * row.length));
        }
        rowBytes = SectionRow.append(row, rowBytes, cid, dataBytes);
        rowSections++;
        sections++;
        offset += CarWriter.sectionLength(cid, dataBytes);
        if (rowSections == SECTIONS_PER_ROW) {
            finish();
        }
    }

    /** Hands on what is not a full row yet. */
    public void finish() throws IOException {
        if (rowSections > 0) {
            sink.put(rowNumber, rowOffset, Arrays.copyOf(row, rowBytes));
            rowNumber++;
            rowOffset = offset;
            rowBytes = 0;
            rowSections = 0;
        }
    }

    /** Length of the CAR so far. */
    public long carBytes() {
        return offset;
    }

    public long sections() {
        return sections;
    }
}
