package io.whypfs.corenode.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends the upload when it grows above its limit. */
final class CountedStream extends FilterInputStream {

    private final long maxBytes;
    private long bytes;

    CountedStream(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    /** @throws io.whypfs.kit.problem.ProblemException {@code too-large} */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
    }
}
