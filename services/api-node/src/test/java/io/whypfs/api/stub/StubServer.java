package io.whypfs.api.stub;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One stub: refuses who does not show the credential, as every internal door does. */
abstract class StubServer {

    private final Vertx vertx;
    private final URI address;
    private @Nullable HttpServer server;

    StubServer(Vertx vertx, URI address) {
        this.vertx = vertx;
        this.address = address;
    }

    abstract void routes(Router router);

    URI address() {
        return address;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Starts to listen; a stub that listens already goes on. */
    public synchronized void up() {
        if (server != null) {
            return;
        }
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            if (Neighbours.TOKEN.equals(context.request().getHeader("Whypfs-Internal"))) {
                context.next();
            } else {
                problem(context.request(), 401, "internal-credential", "No credential was shown.", new JsonObject());
            }
        });
        routes(router);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(address.getPort()))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Stops listening and cuts all connections, as a killed process does. */
    public synchronized void down() {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
            server = null;
        }
    }

    static void json(HttpServerRequest request, Object body) {
        String text = body instanceof JsonArray array ? array.encode() : ((JsonObject) body).encode();
        request.response().putHeader("Content-Type", "application/json").end(text);
    }

    static void problem(HttpServerRequest request, int status, String slug, String detail, JsonObject members) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(
                        request.method() == HttpMethod.HEAD
                                ? ""
                                : members.copy()
                                        .put("type", "urn:whypfs:problem:" + slug)
                                        .put("title", slug)
                                        .put("status", status)
                                        .put("detail", detail)
                                        .encode());
    }
}
