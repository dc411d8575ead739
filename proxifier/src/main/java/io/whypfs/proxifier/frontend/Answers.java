package io.whypfs.proxifier.frontend;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Answers that the door gives by itself, in Estuary's error envelope. */
final class Answers {

    /** How long a client that was answered before it had sent everything may go on sending into the void. */
    private static final long LINGER_MILLIS = 10_000;

    private Answers() {}

    static void refuse(Vertx vertx, HttpServerRequest request, int status, String details) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8");
        // A web page on another origin must be able to read why its request failed, as with Estuary's own errors.
        response.putHeader("Access-Control-Allow-Origin", "*");
        if (status == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        announceCloseIfUnread(request);
        response.end(envelope(status, details));
        letGo(vertx, request);
    }

    static String envelope(int status, String details) {
        String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        JsonObject error =
                new JsonObject().put("code", status).put("reason", reason).put("details", details);
        return new JsonObject().put("error", error).encode() + "\n";
    }

    /** To be called before the head of an answer is written. */
    static void announceCloseIfUnread(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /**
     * To be called after an answer has been written. What the client still sends is read and dropped for a while before
     * the connection is closed: closing at once would reset it and lose the answer on its way (RFC 9112, section 9.6).
     */
    static void letGo(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close());
        request.exceptionHandler(_ -> vertx.cancelTimer(timer));
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            if (HttpHeaders.CLOSE.toString().equals(request.response().headers().get(HttpHeaders.CONNECTION))) {
                request.connection().close();
            }
        });
        request.handler(_ -> {});
        request.resume();
    }
}
