package io.whypfs.corenode.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A response's body as a blocking stream.
 *
 * <p>Gathers 128 KiB before it writes, and waits while more than 512 KiB are on their way to the client. An answer that
 * fits in the first piece leaves together with its head. Used by one thread.
 */
public final class ResponseStream extends OutputStream {

    private static final int PIECE = 128 * 1024;
    private static final int MOST_IN_FLIGHT = 4 * PIECE;

    private final HttpServerResponse response;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Buffer piece = Buffer.buffer();
    private int inFlight;
    private long acknowledged;
    private @Nullable Throwable failure;

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Takes bytes; the array is copied from.
     *
     * @throws ClientGoneException when the client went away
     */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int count = Math.min(end - from, PIECE - piece.length());
            piece.appendBytes(bytes, from, count);
            from += count;
            if (piece.length() == PIECE) {
                send();
            }
        }
    }

    private void send() throws IOException {
        Buffer full = piece;
        piece = Buffer.buffer(PIECE);
        int length = full.length();
        if (!response.headWritten() && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        awaitRoom(length);
        response.write(full).onComplete(done -> onWritten(length, done));
    }

    private void awaitRoom(int length) throws IOException {
        lock.lock();
        try {
            while (failure == null && inFlight + length > MOST_IN_FLIGHT) {
                changed.await();
            }
            if (failure != null) {
                throw new ClientGoneException(failure);
            }
            inFlight += length;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while writing the response.");
        } finally {
            lock.unlock();
        }
    }

    private void onWritten(int length, AsyncResult<Void> done) {
        lock.lock();
        try {
            inFlight -= length;
            if (done.failed()) {
                failure = done.cause();
            } else {
                acknowledged += length;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Number of bytes that the connection has taken so far. */
    public long acknowledged() {
        lock.lock();
        try {
            return acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends what was gathered without waiting for more, and waits until the connection has taken all of it.
     *
     * @throws ClientGoneException when the client went away
     */
    public void awaitTaken() throws IOException {
        if (piece.length() > 0) {
            send();
        }
        awaitRoom(MOST_IN_FLIGHT);
        lock.lock();
        try {
            inFlight -= MOST_IN_FLIGHT;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the response after its last byte. */
    void finish() {
        response.end(piece);
    }
}
