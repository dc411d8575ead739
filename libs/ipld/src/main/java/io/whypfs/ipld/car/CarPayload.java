package io.whypfs.ipld.car;

import io.whypfs.ipld.car.CarException.Reason;
import io.whypfs.multiformats.Varint;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The CARv1 bytes of a stream, which in a CARv2 are a part of it.
 *
 * <p>CARv2: 11 bytes pragma, 16 bytes characteristics, then little-endian 8 bytes each of data offset, data size and index
 * offset; the data offset counts from the start of the file.
 */
final class CarPayload extends InputStream {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int PRAGMA_BYTES = 11;
    private static final int V2_HEADER_BYTES = 40;
    private static final int DATA_OFFSET_AT = 16;
    private static final int DATA_SIZE_AT = 24;

    private final InputStream in;
    private long remaining = Long.MAX_VALUE;
    private boolean version2;

    CarPayload(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** Called behind the pragma: goes to the data and ends where it ends. */
    void enterVersion2() throws IOException {
        byte[] header = read(V2_HEADER_BYTES);
        if (header.length < V2_HEADER_BYTES) {
            throw new CarException(Reason.TRUNCATED, "The CARv2 ends inside its header.");
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        long padding = fields.getLong(DATA_OFFSET_AT) - PRAGMA_BYTES - V2_HEADER_BYTES;
        long size = fields.getLong(DATA_SIZE_AT);
        if (padding < 0 || size <= 0) {
            throw new CarException(Reason.GARBAGE, "The CARv2's data offset or size is out of range.");
        }
        try {
            in.skipNBytes(padding);
        } catch (EOFException e) {
            throw new CarException(Reason.TRUNCATED, "The CARv2 ends before its data.", e);
        }
        remaining = size;
        version2 = true;
    }

    /** Whether the stream has ended before the size that the CARv2 header gives. */
    boolean isCutShort() {
        return version2 && remaining > 0;
    }

    long readVarint() throws IOException {
        return Varint.read(this);
    }

    /** At most this many bytes, fewer only at the end. */
    byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        int count = read(bytes, 0, length, 0);
        return count == length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** Fills the array from the offset on; returns how far it is filled. */
    int read(byte[] bytes, int from) throws IOException {
        return read(bytes, from, bytes.length - from, from);
    }

    private int read(byte[] bytes, int from, int length, int already) throws IOException {
        int wanted = (int) Math.min(length, remaining);
        int count = in.readNBytes(bytes, from, wanted);
        remaining -= count;
        return already + count;
    }

    @Override
    public int read() throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int b = in.read();
        remaining -= b < 0 ? 0 : 1;
        return b;
    }
}
