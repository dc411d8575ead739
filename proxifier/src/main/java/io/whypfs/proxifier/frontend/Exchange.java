package io.whypfs.proxifier.frontend;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import io.whypfs.proxifier.frontend.Traffic.Outcome;
import io.whypfs.proxifier.upstream.Upstream;
import io.whypfs.proxifier.upstream.UpstreamPool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through the door. Lives on the event loop of the client's connection. */
final class Exchange {

    /** What all exchanges of an event loop share. */
    record Surroundings(
            Vertx vertx, HttpClient client, RequestHeaders headers, Traffic traffic, DoorSettings settings) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(Exchange.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("io.whypfs.proxifier.access");

    private final Surroundings door;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final UpstreamPool pool;
    private final ProxyRequest proxied;
    private final boolean hasBody;
    private final long startNanos = System.nanoTime();
    private final List<Upstream> tried = new ArrayList<>(1);
    private @Nullable Upstream upstream;
    private boolean sentOnce;
    private boolean saidContinue;
    private boolean clientLeft;

    Exchange(Surroundings door, HttpServerRequest request, UpstreamPool pool) {
        this.door = door;
        this.request = request;
        this.response = request.response();
        this.pool = pool;
        this.hasBody = hasBody(request.headers());
        this.proxied = ProxyRequest.reverseProxy(request);
    }

    void begin() {
        door.traffic.entered();
        door.headers.cleanInwards(request, proxied.headers());
        HostAndPort authority = request.authority();
        if (authority != null) {
            proxied.setAuthority(authority);
        }
        if (!hasBody) {
            proxied.setBody(null);
            request.resume();
        }
        connect();
    }

    private static boolean hasBody(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? headers.contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    private void connect() {
        Upstream next = pool.leastLoaded(tried);
        upstream = next;
        if (next == null) {
            refuse(503, pool.trouble() + " Nothing was stored for this request; try again in a moment.");
            return;
        }
        tried.add(next);
        next.started();
        door.client.request(next.connectTo()).onComplete(connected -> {
            if (connected.succeeded()) {
                send(next, connected.result());
            } else {
                notConnected(next, connected.cause());
            }
        });
    }

    private void notConnected(Upstream failed, Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            over(failed, Outcome.BROKEN);
            refuse(503, "Every connection to the %s nodes is busy; try again in a moment.".formatted(pool.name()));
            return;
        }
        failed.eject("it does not accept connections");
        over(failed, Outcome.BROKEN);
        if (response.closed()) {
            end();
        } else {
            connect();
        }
    }

    private void send(Upstream to, HttpClientRequest onward) {
        if (response.closed()) {
            onward.reset();
            over(to, Outcome.ABANDONED);
            end();
            return;
        }
        if (hasBody && !saidContinue && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            saidContinue = true;
            response.writeContinue();
        }
        // What fails shows in the answer's future; without a handler here Vert.x logs each client that goes away.
        onward.exceptionHandler(_ -> {});
        long sentNanos = System.nanoTime();
        proxied.send(onward).onComplete(answered -> {
            if (answered.succeeded()) {
                relay(to, onward, answered.result());
            } else {
                notAnswered(to, sentNanos, answered.cause());
            }
        });
    }

    private void notAnswered(Upstream silent, long sentNanos, Throwable cause) {
        if (response.closed()) {
            over(silent, Outcome.ABANDONED);
            end();
            return;
        }
        over(silent, Outcome.BROKEN);
        LOGGER.atWarn()
                .addKeyValue("upstream", silent)
                .addKeyValue("method", request.method())
                .addKeyValue("error", cause.toString())
                .log("upstream broke off before it answered");
        if (System.nanoTime() - sentNanos >= door.settings.upstreamIdleTimeout().toNanos()) {
            refuse(
                    504,
                    "The %s node sent nothing for %s; what it was asked may or may not have been done."
                            .formatted(pool.name(), door.settings.upstreamIdleTimeout()));
        } else if (isSafeToRepeat() && pool.leastLoaded(tried) != null) {
            sentOnce = true;
            connect();
        } else {
            refuse(
                    502,
                    "The %s node broke off before it answered; what it was asked may or may not have been done."
                            .formatted(pool.name()));
        }
    }

    private boolean isSafeToRepeat() {
        HttpMethod method = request.method();
        return !sentOnce && !hasBody && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD));
    }

    private void relay(Upstream from, HttpClientRequest onward, ProxyResponse answer) {
        int status = answer.getStatusCode();
        RequestHeaders.cleanOutwards(answer.headers());
        if (status == 304) {
            // Vert.x knows that a 304 has no body by the identity of the status, which a message of its own changes.
            answer.setStatusMessage(null);
        }
        Answers.announceCloseIfUnread(request);
        // Replaces the library's handler, which does the same but does not remember it.
        response.exceptionHandler(cause -> {
            clientLeft = true;
            onward.reset(0L, cause);
        });
        write(answer).onComplete(written -> {
            if (written.failed()) {
                // The proxy library has reset both sides: the client sees a cut connection, never a clean end.
                over(from, clientLeft ? Outcome.ABANDONED : Outcome.BROKEN);
            } else {
                if (!request.isEnded()) {
                    // The rest of the body interests nobody any more.
                    onward.reset();
                    Answers.letGo(door.vertx, request);
                }
                over(from, Outcome.ofStatus(status));
            }
            end();
        });
    }

    private Future<Void> write(ProxyResponse answer) {
        boolean lengthUnknown = answer.getBody() != null && answer.getBody().length() < 0;
        if (request.version() != HttpVersion.HTTP_1_0 || !lengthUnknown) {
            return answer.send();
        }
        // HTTP/1.0 has no chunks; the library would buffer the whole body to learn its length.
        response.setStatusCode(answer.getStatusCode());
        RequestHeaders.copy(answer.headers(), response);
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        return answer.getBody().stream()
                .pipeTo(response)
                .onComplete(_ -> request.connection().close());
    }

    private void refuse(int status, String details) {
        Answers.refuse(door.vertx, request, status, details);
        end();
    }

    private void over(Upstream with, Outcome outcome) {
        with.finished();
        door.traffic.ended(with, outcome);
    }

    private void end() {
        door.traffic.left();
        if (door.settings.accessLog()) {
            ACCESS.atInfo()
                    .addKeyValue("method", request.method())
                    .addKeyValue("requestUrl", request.path())
                    .addKeyValue("status", response.getStatusCode())
                    .addKeyValue("upstream", upstream)
                    .addKeyValue("millis", (System.nanoTime() - startNanos) / 1_000_000)
                    .log("request");
        }
    }
}
