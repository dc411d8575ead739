package io.whypfs.api.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.ErrorBody;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.json.EstuaryJson;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads small bodies and writes answers; event loop only. */
public final class Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);
    private static final int BODY_LIMIT_BYTES = 1 << 20;
    private static final long DISCARD_LIMIT_MILLIS = 10_000;

    private Exchanges() {}

    public static void send(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        discardRest(context);
        Object body = reply.body();
        if (body == null) {
            response.end();
            return;
        }
        response.putHeader("Content-Type", EstuaryJson.CONTENT_TYPE);
        response.end(Buffer.buffer(EstuaryJson.encode(body, isPretty(context))));
    }

    /** Writes the refusal that {@code failure} stands for; a fault becomes a 500 that names only a number in the log. */
    public static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof ApiException refusal) {
            if (refusal.status() == Reason.UNAVAILABLE.status()) {
                context.response().putHeader("Retry-After", "1");
            }
            send(context, new Reply(refusal.status(), refusal.body()));
            return;
        }
        String reference = UUID.randomUUID().toString();
        LOG.error(
                "A request failed: reference={} path={}",
                reference,
                context.request().path(),
                failure);
        ErrorBody.Detail detail = new ErrorBody.Detail(
                500, Reason.INTERNAL.text(), "Something went wrong here; the log has it under " + reference + ".");
        send(context, new Reply(500, new ErrorBody.Envelope(detail)));
    }

    /** A whole body of at most 1 MiB. Fails with 400 when there is more, or when it ends early. */
    static Future<Buffer> body(HttpServerRequest request) {
        if (request.isEnded()) {
            return Future.succeededFuture(Buffer.buffer());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer soFar = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.handler(chunk -> {
            if (soFar.length() + chunk.length() > BODY_LIMIT_BYTES) {
                whole.tryFail(
                        ApiException.invalid("The request body is larger than 1 MiB, which no JSON route takes."));
            } else {
                soFar.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whole.tryComplete(soFar));
        request.resume();
        return whole.future();
    }

    /**
     * Takes what the client still sends and drops it, so that it gets to read the answer; a client that goes on for ten
     * seconds is cut off.
     */
    private static void discardRest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        HttpConnection connection = request.connection();
        long timer = context.vertx().setTimer(DISCARD_LIMIT_MILLIS, late -> connection.close());
        request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
        request.handler(dropped -> {});
        request.endHandler(end -> context.vertx().cancelTimer(timer));
        request.resume();
    }

    private static boolean isPretty(RoutingContext context) {
        String query = context.request().query();
        return query != null && context.request().params().contains("pretty");
    }
}
