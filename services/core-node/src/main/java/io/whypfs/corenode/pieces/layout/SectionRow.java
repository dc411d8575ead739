package io.whypfs.corenode.pieces.layout;

import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Varint;
import java.util.Arrays;

/**
 * Some sections of a layout in a row, in the form in which they are stored: for each the CID in its binary form and the
 * block's length as a varint. Immutable.
 */
final class SectionRow {

    /** What the object, its arrays' headers and its place in a map take. */
    private static final int OVERHEAD = 200;

    private final int number;
    private final byte[] encoded;
    private final int[] places;
    private final long[] offsets;

    private SectionRow(int number, byte[] encoded, int[] places, long[] offsets) {
        this.number = number;
        this.encoded = encoded;
        this.places = places;
        this.offsets = offsets;
    }

    /**
     * Reads a row.
     *
     * @param encoded borrowed
     * @throws io.whypfs.multiformats.MultiformatException when it is no row
     */
    static SectionRow decode(int number, long firstOffset, byte[] encoded) {
        int[] places = new int[16];
        long[] offsets = new long[17];
        int count = 0;
        int at = 0;
        long offset = firstOffset;
        while (at < encoded.length) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
                offsets = Arrays.copyOf(offsets, 2 * count + 1);
            }
            places[count] = at;
            offsets[count] = offset;
            Cid cid = Cid.read(encoded, at, encoded.length);
            at += cid.byteLength();
            long dataBytes = Varint.read(encoded, at, encoded.length);
            at += Varint.length(dataBytes);
            offset += CarWriter.sectionLength(cid, dataBytes);
            count++;
        }
        offsets[count] = offset;
        return new SectionRow(number, encoded, Arrays.copyOf(places, count), Arrays.copyOf(offsets, count + 1));
    }

    int number() {
        return number;
    }

    int count() {
        return places.length;
    }

    /** Where the section behind this row begins. */
    long end() {
        return offsets[places.length];
    }

    /** Index of the section that holds the offset, which lies in this row. */
    int indexOf(long offset) {
        int found = Arrays.binarySearch(offsets, 0, places.length, offset);
        return found >= 0 ? found : -found - 2;
    }

    PlacedSection section(int index) {
        int at = places[index];
        Cid cid = Cid.read(encoded, at, encoded.length);
        long dataBytes = Varint.read(encoded, at + cid.byteLength(), encoded.length);
        return new PlacedSection(offsets[index], cid, Math.toIntExact(dataBytes));
    }

    long memoryBytes() {
        return OVERHEAD + encoded.length + (long) Integer.BYTES * places.length + (long) Long.BYTES * offsets.length;
    }

    /** Appends a section to what becomes a row, and returns where the next goes. */
    static int append(byte[] target, int at, Cid cid, int dataBytes) {
        return Varint.write(dataBytes, target, cid.write(target, at));
    }

    /** Bytes that {@link #append} writes. */
    static int encodedLength(Cid cid, int dataBytes) {
        return cid.byteLength() + Varint.length(dataBytes);
    }
}
