package io.whypfs.corenode.multipart;

import java.io.IOException;

/** Takes slices of a part's body. The array is borrowed for the time of the call only. */
@FunctionalInterface
public interface ByteSink {

    /**
     * Takes {@code length} bytes from {@code offset} on. May block to hold the sender back.
     *
     * @throws IOException when the bytes cannot be taken
     */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
