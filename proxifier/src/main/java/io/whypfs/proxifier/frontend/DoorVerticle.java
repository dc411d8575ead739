package io.whypfs.proxifier.frontend;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.whypfs.proxifier.routing.RouteDecision;
import io.whypfs.proxifier.routing.RouteTable;
import io.whypfs.proxifier.upstream.UpstreamPool;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the door: its accepted connections and its own connections to the upstreams. */
final class DoorVerticle extends AbstractVerticle {

    /** Bodies pass in pieces of at most this size, the most that one read from a socket gives. */
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    /** Beyond the connections to an upstream, so many requests may wait for one. */
    private static final int WAITING_PER_UPSTREAM = 1_024;

    private final DoorSettings settings;
    private final RouteTable routes;
    private final Map<String, UpstreamPool> pools;
    private final Traffic traffic;
    private final AtomicBoolean draining;
    private final AtomicInteger boundPort;
    private final Map<HttpConnection, Long> silent = new IdentityHashMap<>();

    DoorVerticle(
            DoorSettings settings,
            RouteTable routes,
            Map<String, UpstreamPool> pools,
            Traffic traffic,
            AtomicBoolean draining,
            AtomicInteger boundPort) {
        this.settings = settings;
        this.routes = routes;
        this.pools = Map.copyOf(pools);
        this.traffic = traffic;
        this.draining = draining;
        this.boundPort = boundPort;
    }

    @Override
    public void start(Promise<Void> started) {
        Exchange.Surroundings around = new Exchange.Surroundings(
                vertx,
                vertx.createHttpClient(clientOptions()),
                new RequestHeaders(settings.trustForwarded()),
                traffic,
                settings);
        HttpServer server = vertx.createHttpServer(serverOptions())
                .connectionHandler(this::expectRequest)
                .invalidRequestHandler(this::refuseMalformed)
                .requestHandler(request -> handle(around, request));
        server.listen()
                .onSuccess(listening -> boundPort.set(listening.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHost(settings.host())
                // -1: any free port, the same for all instances of this verticle.
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setMaxInitialLineLength(settings.maxHeaderBytes())
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setAcceptBacklog(1_024)
                // Longer than towards the upstream, so that a silent upstream gets a 504 out in time.
                .setIdleTimeout(seconds(settings.upstreamIdleTimeout().toMillis()) + 30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setMaxPoolSize(Math.max(1, settings.connectionsPerUpstream() / settings.eventLoops()))
                .setMaxWaitQueueSize(WAITING_PER_UPSTREAM)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setIdleTimeout(Math.toIntExact(settings.upstreamIdleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(false);
    }

    private static int seconds(long millis) {
        return Math.toIntExact((millis + 999) / 1_000);
    }

    private void expectRequest(HttpConnection connection) {
        silent.put(connection, vertx.setTimer(settings.headerTimeout().toMillis(), _ -> {
            silent.remove(connection);
            connection.close();
        }));
        connection.closeHandler(_ -> heardFrom(connection));
    }

    private void heardFrom(HttpConnection connection) {
        Long timer = silent.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void handle(Exchange.Surroundings around, HttpServerRequest request) {
        heardFrom(request.connection());
        if (draining.get()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            Answers.refuse(vertx, request, 503, "This proxifier is stopping; try again in a moment.");
            closeOnceFlushed(request);
            return;
        }
        switch (routes.decide(request.uri())) {
            case RouteDecision.Refuse(int status, String details) -> Answers.refuse(vertx, request, status, details);
            case RouteDecision.Forward(String pool) -> forward(around, request, pool);
        }
    }

    private void forward(Exchange.Surroundings around, HttpServerRequest request, String poolName) {
        UpstreamPool pool = pools.get(poolName);
        String coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (pool == null) {
            Answers.refuse(vertx, request, 404, "Nothing is served at " + request.path() + ".");
        } else if (request.version() == HttpVersion.HTTP_1_1 && request.authority() == null) {
            Answers.refuse(vertx, request, 400, "The Host header is missing or malformed.");
        } else if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            Answers.refuse(vertx, request, 400, "The only Transfer-Encoding understood here is \"chunked\".");
        } else {
            if (coding != null) {
                // The proxy library knows this word in lower case only.
                request.headers().set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
            }
            new Exchange(around, request, pool).begin();
        }
    }

    private void closeOnceFlushed(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
        }
    }

    private void refuseMalformed(HttpServerRequest request) {
        heardFrom(request.connection());
        Throwable cause = request.decoderResult().cause();
        int status = 400;
        String details = "The request is not valid HTTP/1.1.";
        if (cause instanceof TooLongHttpLineException) {
            status = 414;
            details = "The request line is longer than %d bytes.".formatted(settings.maxHeaderBytes());
        } else if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
            status = 431;
            details = "The request's headers are longer than %d bytes.".formatted(settings.maxHeaderBytes());
        }
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Answers.envelope(status, details))
                .onComplete(_ -> request.connection().close());
    }
}
