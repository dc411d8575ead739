package io.whypfs.filecoin.segment;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.piece.Fr32;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where an aggregate keeps its index, and how many entries that holds; both follow from the deal's size. */
public record SegmentIndex(PaddedPieceSize dealSize) {

    /** Smallest deal with room for the index and a segment. */
    private static final long SMALLEST_DEAL = 512;

    private static final long DEAL_BYTES_PER_ENTRY = 2048L * SegmentEntry.BYTES;
    private static final int FEWEST_ENTRIES = 4;

    public SegmentIndex {
        if (dealSize.bytes() < SMALLEST_DEAL) {
            throw new FilecoinFormatException("A piece of " + dealSize.bytes() + " bytes has no room for an index.");
        }
    }

    /** Entries there is room for. */
    public int capacity() {
        return Math.toIntExact(Math.max(FEWEST_ENTRIES, dealSize.bytes() / DEAL_BYTES_PER_ENTRY));
    }

    public PaddedPieceSize size() {
        return new PaddedPieceSize((long) capacity() * SegmentEntry.BYTES);
    }

    /** Padded bytes before the index. */
    public long start() {
        return dealSize.bytes() - size().bytes();
    }

    /** Unpadded bytes before the index. */
    public long payloadStart() {
        return start() / Fr32.PADDED_GROUP * Fr32.UNPADDED_GROUP;
    }

    /** What is written behind {@link #payloadStart()}: the entries and zeros, such that padding gives the entries. */
    public byte[] payload(List<SegmentEntry> entries) {
        if (entries.size() > capacity()) {
            throw new FilecoinFormatException(
                    "The index has room for " + capacity() + " segments, but got " + entries.size() + ".");
        }
        byte[] padded = new byte[Math.toIntExact(size().bytes())];
        for (int i = 0; i < entries.size(); i++) {
            System.arraycopy(entries.get(i).encode(), 0, padded, i * SegmentEntry.BYTES, SegmentEntry.BYTES);
        }
        return Fr32.unpad(padded);
    }

    /** The valid entries in the payload of an index; others are left out, as FRC-0058 asks of readers. */
    public List<SegmentEntry> validEntries(byte[] payload) {
        byte[] padded = Fr32.pad(payload);
        if (padded.length != size().bytes()) {
            throw new FilecoinFormatException("The index has "
                    + size().toUnpadded().bytes() + " bytes of payload, but got " + payload.length + ".");
        }
        List<SegmentEntry> entries = new ArrayList<>();
        for (int at = 0; at < padded.length; at += SegmentEntry.BYTES) {
            addIfValid(Arrays.copyOfRange(padded, at, at + SegmentEntry.BYTES), entries);
        }
        return entries;
    }

    private void addIfValid(byte[] bytes, List<SegmentEntry> entries) {
        try {
            SegmentEntry entry = SegmentEntry.decode(bytes);
            if (entry.end() <= dealSize.bytes()) {
                entries.add(entry);
            }
        } catch (FilecoinFormatException invalid) {
            // An unused or spoilt entry; the others still count.
        }
    }
}
