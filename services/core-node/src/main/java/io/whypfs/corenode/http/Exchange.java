package io.whypfs.corenode.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.kit.problem.Problem;
import java.util.Optional;
import java.util.OptionalLong;

/** One request with its response, as blocking code sees it. Used by one thread. */
public final class Exchange {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String RETRY_SECONDS = "5";

    private final HttpServerRequest request;
    private final Context context;
    private final BodyStream body;
    private final ResponseStream stream;

    Exchange(RoutingContext routing, Context context) {
        this.request = routing.request();
        this.context = context;
        this.body = new BodyStream(request, context);
        this.stream = new ResponseStream(request.response());
    }

    /** Returns the request's path as it was sent, still percent-encoded. */
    public String rawPath() {
        return request.path();
    }

    /** Says whether only the answer's head is asked for. */
    public boolean isHead() {
        return HttpMethod.HEAD.equals(request.method());
    }

    /** Returns the first query parameter of that name, decoded. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(request.getParam(name));
    }

    /** Returns a request header. */
    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** Returns the body's announced length; empty for a chunked body. */
    public OptionalLong contentLength() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    }

    /** Returns the request's body, telling a client that waits for it to go on. */
    public BodyStream body() {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        return body;
    }

    /** Sets the status and headers of the answer. */
    public HttpServerResponse response() {
        return request.response();
    }

    /** Returns the stream for the answer's body; the route ends it. */
    public ResponseStream stream() {
        return stream;
    }

    void fail(Problem problem) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.ended() || response.closed()) {
            cut();
            return;
        }
        response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        if (problem.status() == 503 && !response.headers().contains(RETRY_AFTER)) {
            response.putHeader(RETRY_AFTER, RETRY_SECONDS);
        }
        if (isHead()) {
            response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end();
        } else {
            problem.send(response);
        }
    }

    /** Ends the connection, so that a body that is not whole cannot be taken for one. */
    void cut() {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            // Resetting such a response leaves it unknown to Quarkus that the request is done, and a graceful stop
            // waits.
            request.connection().close();
        }
    }

    void drain() {
        if (!body.isComplete()) {
            context.runOnContext(run -> new Drain(context.owner(), request).start());
        }
    }
}
