package io.whypfs.corenode.pieces.transfer;

import io.whypfs.corenode.pieces.layout.PieceLayouts;
import io.whypfs.corenode.pieces.layout.PlacedSection;
import io.whypfs.corenode.pieces.layout.SectionCursor;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Makes ranges of a piece's CAR from its layout and its blocks. Safe for use by any thread.
 *
 * <p>Blocks are read one by one, some of them ahead of what is written, each by a task of its own. A transfer has at most
 * the read-ahead and two blocks in memory.
 */
final class PieceBytes {

    /** Opening files is what costs with small blocks; more at a time would not be faster. */
    private static final int MOST_AHEAD = 16;

    private final PieceLayouts layouts;
    private final BlockSource verified;
    private final Executor readers;
    private final long readAheadBytes;

    /**
     * @param verified gives a block only when its bytes are what its CID says
     * @param readers runs blocking reads
     */
    PieceBytes(PieceLayouts layouts, BlockSource verified, Executor readers, long readAheadBytes) {
        this.layouts = layouts;
        this.verified = verified;
        this.readers = readers;
        this.readAheadBytes = readAheadBytes;
    }

    /** Takes the bytes of a range, part by part. */
    @FunctionalInterface
    interface Taker {

        void take(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Reads what every range needs, so that a failure shows before anything is answered. */
    void prepare(ServedPiece piece) throws IOException {
        layouts.warm(piece.bucket());
    }

    /**
     * Hands over the bytes of a range, in order.
     *
     * @throws PieceUnreadableException when a block is missing or damaged; some bytes may have been handed over
     */
    void write(ServedPiece piece, long from, long length, Taker taker) throws IOException {
        Range range = new Range(from, from + length, taker);
        byte[] header = header(piece.root());
        range.part(0, header);
        if (range.end <= header.length) {
            return;
        }
        SectionCursor cursor = layouts.cursor(piece.bucket(), piece.carBytes(), Math.max(from, header.length));
        Deque<Pending> ahead = new ArrayDeque<>();
        long aheadBytes = 0;
        long next = 0;
        while (true) {
            while (next < range.end
                    && cursor.hasNext()
                    && (ahead.isEmpty() || aheadBytes < readAheadBytes && ahead.size() < MOST_AHEAD)) {
                Pending pending = start(cursor.next());
                next = pending.section.end();
                aheadBytes += pending.section.dataBytes();
                ahead.add(pending);
            }
            Pending pending = ahead.poll();
            if (pending == null) {
                return;
            }
            aheadBytes -= pending.section.dataBytes();
            byte[] head = pending.section.head();
            range.part(pending.section.offset(), head);
            range.part(pending.section.offset() + head.length, pending.bytes());
        }
    }

    private Pending start(PlacedSection section) {
        FutureTask<byte[]> read = new FutureTask<>(() -> load(section));
        readers.execute(read);
        return new Pending(section, read);
    }

    private byte[] load(PlacedSection section) throws IOException {
        byte[] bytes = verified.get(section.cid())
                .orElseThrow(() -> new PieceUnreadableException(
                        "The block " + section.cid() + " of a piece is missing or damaged on this core."));
        if (bytes.length != section.dataBytes()) {
            throw new PieceUnreadableException("The block " + section.cid() + " of a piece has " + bytes.length
                    + " bytes, and " + section.dataBytes() + " in the layout.");
        }
        return bytes;
    }

    static byte[] header(Cid root) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try {
            new CarWriter(header, List.of(root));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail.", e);
        }
        return header.toByteArray();
    }

    private record Pending(PlacedSection section, FutureTask<byte[]> read) {

        byte[] bytes() throws IOException {
            try {
                return read.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof PieceUnreadableException unreadable) {
                    throw unreadable;
                }
                throw new PieceUnreadableException(
                        "The block " + section.cid() + " of a piece could not be read: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PieceUnreadableException("Interrupted while a piece was read.", e);
            }
        }
    }

    /** Cuts what lies in the range out of what is handed in. */
    private record Range(long from, long end, Taker taker) {

        void part(long offset, byte[] bytes) throws IOException {
            long first = Math.max(from, offset);
            long last = Math.min(end, offset + bytes.length);
            if (first < last) {
                taker.take(bytes, (int) (first - offset), (int) (last - first));
            }
        }
    }
}
