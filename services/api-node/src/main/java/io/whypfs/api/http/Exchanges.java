package io.whypfs.api.http;

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

/** Writes the answers of the upload routes; event loop only. */
public final class Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);
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
        ErrorBody.Detail detail = new ErrorBody.Detail(500, Reason.INTERNAL.text(), Refusals.internal(reference));
        send(context, new Reply(500, new ErrorBody.Envelope(detail)));
    }

    /**
     * Takes what the client still sends and drops it, so that it gets to read the answer; a client that goes on for ten
     * seconds is cut off.
     */
    static void discardRest(RoutingContext context) {
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

    static boolean isPretty(RoutingContext context) {
        String query = context.request().query();
        return query != null && context.request().params().contains("pretty");
    }
}
