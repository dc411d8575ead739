package io.whypfs.filecoin.cbor;

import io.whypfs.filecoin.FilecoinFormatException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts one CBOR item out of a stream that has no framing, without reading a byte more. For one thread. */
public final class CborStream {

    private static final int MAX_DEPTH = 32;

    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream item = new ByteArrayOutputStream();

    private CborStream(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Reads one item of at most so many bytes; its inner form is left to {@link CborReader}.
     *
     * @param in stays open; worth buffering, as heads are read byte by byte
     * @throws EOFException when the stream ends before the item does
     * @throws FilecoinFormatException when the item is too long, too deep or of indefinite length
     */
    public static byte[] readItem(InputStream in, int limit) throws IOException {
        CborStream stream = new CborStream(in, limit);
        stream.copy(0);
        return stream.item.toByteArray();
    }

    private void copy(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new FilecoinFormatException("The CBOR item is nested deeper than " + MAX_DEPTH + " levels.");
        }
        int head = next();
        long argument = argument(head & 0x1f);
        switch (head >>> 5) {
            case Major.BYTES, Major.TEXT -> copyBytes(argument);
            case Major.LIST -> copyItems(argument, 1, depth);
            case Major.MAP -> copyItems(argument, 2, depth);
            case Major.TAG -> copy(depth + 1);
            default -> {}
        }
    }

    private void copyItems(long count, int each, int depth) throws IOException {
        requireRoom(count);
        for (long i = 0; i < count * each; i++) {
            copy(depth + 1);
        }
    }

    private void copyBytes(long count) throws IOException {
        requireRoom(count);
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw ended();
        }
        item.writeBytes(bytes);
    }

    private long argument(int info) throws IOException {
        if (info > 27) {
            throw new FilecoinFormatException("CBOR items of indefinite length are not allowed.");
        }
        if (info < 24) {
            return info;
        }
        long value = 0;
        for (int i = 0; i < 1 << (info - 24); i++) {
            value = value << 8 | next();
        }
        return value;
    }

    private int next() throws IOException {
        requireRoom(1);
        int value = in.read();
        if (value < 0) {
            throw ended();
        }
        item.write(value);
        return value;
    }

    private void requireRoom(long bytes) {
        if (bytes < 0 || bytes > limit - item.size()) {
            throw new FilecoinFormatException("The CBOR item is longer than the limit of " + limit + " bytes.");
        }
    }

    private EOFException ended() {
        return new EOFException("The stream ended inside a CBOR item, after " + item.size() + " bytes.");
    }
}
