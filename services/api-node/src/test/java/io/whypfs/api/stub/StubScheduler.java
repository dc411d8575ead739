package io.whypfs.api.stub;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** bucket-scheduler: knows what a test says it knows, with its state. */
public final class StubScheduler extends StubServer {

    public final Map<Long, String> known = new ConcurrentHashMap<>();

    StubScheduler(Vertx vertx, URI address) {
        super(vertx, address);
    }

    @Override
    void routes(Router router) {
        router.route().handler(BodyHandler.create(false));
        router.post("/internal/v1/contents/known").handler(context -> {
            JsonArray answer = new JsonArray();
            for (Object id : context.body().asJsonObject().getJsonArray("contents")) {
                if (known.containsKey(((Number) id).longValue())) {
                    answer.add(id);
                }
            }
            json(context.request(), new JsonObject().put("known", answer));
        });
        router.get("/internal/v1/contents/:id").handler(context -> {
            String state = known.get(Long.parseLong(context.pathParam("id")));
            if (state == null) {
                problem(context.request(), 404, "unknown-content", "Not known.", new JsonObject());
            } else {
                json(
                        context.request(),
                        new JsonObject()
                                .put("content", Long.parseLong(context.pathParam("id")))
                                .put("state", state)
                                .put("why", "It waits for a bucket.")
                                .put("next", "A bucket takes it."));
            }
        });
    }
}
