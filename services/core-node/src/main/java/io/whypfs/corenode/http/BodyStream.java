package io.whypfs.corenode.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a blocking stream.
 *
 * <p>The event loop puts buffers in, one reader on a virtual thread takes them out. Above 256 KiB that nobody has read the
 * connection is paused, so that TCP holds the client back. Made on the event loop, before any body byte was handled.
 */
public final class BodyStream extends InputStream {

    private static final int PAUSE_ABOVE = 256 * 1024;
    private static final int RESUME_BELOW = PAUSE_ABOVE / 2;

    private final HttpServerRequest request;
    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Buffer> queue = new ArrayDeque<>();
    private int queuedBytes;
    private boolean isPaused;
    private boolean isEnded;
    private @Nullable Throwable failure;

    private @Nullable Buffer current;
    private int currentAt;

    BodyStream(HttpServerRequest request, Context context) {
        this.request = request;
        this.context = context;
        request.handler(this::onBuffer);
        request.endHandler(end -> change(() -> isEnded = true));
        request.exceptionHandler(cause -> change(() -> failure = cause));
        request.resume();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void onBuffer(Buffer buffer) {
        change(() -> {
            queue.add(buffer);
            queuedBytes += buffer.length();
            if (queuedBytes > PAUSE_ABOVE && !isPaused) {
                isPaused = true;
                request.pause();
            }
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads what is there, waiting for the first byte.
     *
     * @throws ClientGoneException when the connection ended before the body did
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        Buffer buffer = current;
        if (buffer == null) {
            buffer = take();
            if (buffer == null) {
                return -1;
            }
            currentAt = 0;
        }
        int count = Math.min(length, buffer.length() - currentAt);
        buffer.getBytes(currentAt, currentAt + count, target, offset);
        currentAt += count;
        current = currentAt < buffer.length() ? buffer : null;
        return count;
    }

    private @Nullable Buffer take() throws IOException {
        lock.lock();
        try {
            while (true) {
                Buffer next = queue.poll();
                if (next != null) {
                    onTaken(next.length());
                    if (next.length() > 0) {
                        return next;
                    }
                } else if (failure != null) {
                    throw new ClientGoneException(failure);
                } else if (isEnded) {
                    return null;
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the request's body.");
        } finally {
            lock.unlock();
        }
    }

    private void onTaken(int length) {
        queuedBytes -= length;
        if (isPaused && queuedBytes < RESUME_BELOW) {
            isPaused = false;
            context.runOnContext(run -> request.resume());
        }
    }

    /** Says whether the whole body has arrived, read or not. */
    boolean isComplete() {
        lock.lock();
        try {
            return isEnded;
        } finally {
            lock.unlock();
        }
    }
}
