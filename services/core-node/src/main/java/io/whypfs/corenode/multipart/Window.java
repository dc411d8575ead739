package io.whypfs.corenode.multipart;

import java.io.IOException;
import java.io.InputStream;

/**
 * The part of the stream that is in memory: {@code bytes[from, to)}. Slides forward only.
 *
 * <p>A read never waits for a full window, so that bytes move on as they arrive.
 */
final class Window {

    private final InputStream in;
    final byte[] bytes;
    int from;
    int to;

    Window(InputStream in, int capacity) {
        this.in = in;
        this.bytes = new byte[capacity];
    }

    int length() {
        return to - from;
    }

    /**
     * Reads more bytes behind those that are there, moving them to the front first when the room behind them is small.
     *
     * @return false at the end of the stream
     */
    boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (bytes.length - to < bytes.length / 4) {
            System.arraycopy(bytes, from, bytes, 0, length());
            to -= from;
            from = 0;
        }
        int count = in.read(bytes, to, bytes.length - to);
        if (count <= 0) {
            return false;
        }
        to += count;
        return true;
    }

    /** Reads until at least {@code count} bytes are there; false when the stream ends before. */
    boolean ensure(int count) throws IOException {
        while (length() < count) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }
}
