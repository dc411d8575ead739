package io.whypfs.api.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** CORS as V1: every origin, its six methods, a preflight is 204; and the version header of every answer. */
final class Cors implements Handler<RoutingContext> {

    private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

    private final String version;

    Cors(String version) {
        this.version = version;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("X-AppVersion", version);
        response.putHeader("Vary", "Origin");
        if (context.request().getHeader("Origin") != null) {
            response.putHeader("Access-Control-Allow-Origin", "*");
        }
        if (context.request().method() != HttpMethod.OPTIONS) {
            context.next();
            return;
        }
        response.headers().add("Vary", "Access-Control-Request-Method");
        response.headers().add("Vary", "Access-Control-Request-Headers");
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Allow-Methods", METHODS);
        String wanted = context.request().getHeader("Access-Control-Request-Headers");
        if (wanted != null) {
            response.putHeader("Access-Control-Allow-Headers", wanted);
        }
        response.setStatusCode(204).end();
    }
}
