package io.whypfs.api.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.json.EstuaryJson;

/**
 * Stands between the byte routes and the resources, and makes a request what V1 takes it for: JSON whatever its content type
 * and {@code Accept} say. Its body waits until a resource asks for it; what nobody read is dropped after the answer.
 */
final class JsonFrame implements Handler<RoutingContext> {

    private static final String JSON = "application/json";

    @Override
    public void handle(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        context.request().pause();
        MultiMap headers = context.request().headers();
        headers.set("Content-Type", JSON);
        headers.remove("Accept");
        context.addHeadersEndHandler(written -> {
            MultiMap answer = context.response().headers();
            if (answer.contains("Content-Type")) {
                answer.set("Content-Type", EstuaryJson.CONTENT_TYPE);
            }
            // The answer may be written on a virtual thread, and the request belongs to the event loop.
            loop.runOnContext(answered -> Exchanges.discardRest(context));
        });
        context.next();
    }
}
