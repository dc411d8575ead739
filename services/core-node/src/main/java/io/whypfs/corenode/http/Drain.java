package io.whypfs.corenode.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Throws away what a client still sends after it was answered, for a while, then ends the connection.
 *
 * <p>Closing at once would reset the connection under a client that writes, and many then never read the answer. Runs on
 * the event loop.
 */
final class Drain {

    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final long LONGEST_MILLIS = 3000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private long bytes;

    Drain(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
    }

    void start() {
        if (request.isEnded() || request.response().closed()) {
            return;
        }
        long timer = vertx.setTimer(LONGEST_MILLIS, late -> close());
        request.handler(buffer -> {
            bytes += buffer.length();
            if (bytes > MOST_BYTES) {
                close();
            }
        });
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.resume();
    }

    private void close() {
        request.connection().close();
    }
}
