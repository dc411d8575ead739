package io.whypfs.proxifier.frontend;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process behind the door that answers its readiness check and hands everything else to the test. */
final class FakeUpstream implements AutoCloseable {

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    volatile int readiness = 200;

    FakeUpstream(Vertx vertx, int port, Handler<HttpServerRequest> handler) throws Exception {
        server = vertx.createHttpServer(new HttpServerOptions().setMaxChunkSize(65_536))
                .requestHandler(request -> {
                    if (request.uri().equals("/q/health/ready")) {
                        request.response().setStatusCode(readiness).end();
                    } else {
                        received.add(request.method() + " " + request.uri());
                        handler.handle(request);
                    }
                })
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    /** Method and target of every request but the readiness checks, in order of arrival. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
