package io.whypfs.api.upload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;

/**
 * Moves a request body to a core as it comes, as fast as the core takes it; one use, one event loop.
 *
 * <p>The client's side is read only while the core's side has room in its write queue, so no more than a few buffers are
 * held. Either side's end in the middle ends the other: a client that goes away resets the request to the core.
 */
final class UploadPipe {

    private final HttpServerRequest from;
    private final HttpClientRequest to;
    private final Promise<HttpClientResponse> answer = Promise.promise();
    private boolean touched;
    private boolean over;

    UploadPipe(HttpServerRequest from, HttpClientRequest to) {
        this.from = from;
        this.to = to;
    }

    /** Whether any byte of the body was taken, so that no other core can be given the whole of it. */
    boolean isTouched() {
        return touched;
    }

    /** Starts moving; the future is the core's answer, which may come before the body's end. */
    Future<HttpClientResponse> start() {
        to.response().onComplete(done -> {
            over = true;
            if (!answer.future().isComplete()) {
                answer.handle(done);
            }
        });
        to.exceptionHandler(failure -> {
            over = true;
            answer.tryFail(failure);
        });
        from.exceptionHandler(this::onClientGone);
        from.response().closeHandler(closed -> onClientGone(new ClientGoneException()));
        from.handler(this::onChunk);
        from.endHandler(end -> {
            if (!over) {
                to.end();
            }
        });
        from.resume();
        return answer.future();
    }

    private void onChunk(Buffer chunk) {
        touched = true;
        if (over) {
            return;
        }
        to.write(chunk);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(room -> from.resume());
        }
    }

    private void onClientGone(Throwable failure) {
        if (answer.future().isComplete()) {
            return;
        }
        over = true;
        answer.tryFail(new ClientGoneException());
        to.reset();
    }

    /** The client closed its connection; there is nobody to answer. */
    static final class ClientGoneException extends RuntimeException {
        ClientGoneException() {
            super("The client went away before its upload was whole.", null, false, false);
        }
    }
}
