package io.whypfs.corenode.dag;

import com.fasterxml.jackson.core.JsonFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.corenode.dag.HaveResource.Answer;
import io.whypfs.corenode.dag.HaveResource.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;

/** The doors through which a core's blocks are read, without the rest of the service. */
public final class DagDoors {

    private DagDoors() {}

    public static void mount(Router router, Executor executor, Blockstore store) {
        new DagRoute(store, new JsonFactory()).mount(router, executor);
        HaveResource have = new HaveResource(store);
        router.post("/internal/v1/have")
                .handler(routing -> routing.request().body().onSuccess(body -> {
                    JsonArray cids = new JsonObject(body).getJsonArray("cids");
                    routing.end(answer(have, cids).encode());
                }));
    }

    private static JsonObject answer(HaveResource have, JsonArray cids) {
        try {
            Answer answer =
                    have.have(new Question(cids.stream().map(Object::toString).toList()));
            return new JsonObject().put("have", new JsonArray(answer.have()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
