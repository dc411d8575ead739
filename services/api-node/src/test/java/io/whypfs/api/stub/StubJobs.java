package io.whypfs.api.stub;

import static io.whypfs.api.stub.StubServer.json;
import static io.whypfs.api.stub.StubServer.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The jobs of a stub. Strict about the members of a new job; a system job refuses whatever is wished with 409. */
public final class StubJobs {

    private static final Set<String> MEMBERS =
            Set.of("name", "type", "schedule", "parameters", "maxRuns", "until", "timeout");

    public final Map<String, JsonObject> jobs = new ConcurrentHashMap<>();
    public final List<String> told = new CopyOnWriteArrayList<>();
    private final String type;

    StubJobs(String type) {
        this.type = type;
    }

    /** A job that waits. */
    public void job(String name, boolean system) {
        jobs.put(
                name,
                new JsonObject()
                        .put("name", name)
                        .put("type", type)
                        .put("schedule", "PT1H")
                        .put("system", system)
                        .put("state", "waiting")
                        .put("why", "nothing waits")
                        .put("next", "next run at 2026-11-24T11:00:00Z")
                        .put("nextAt", "2026-11-24T11:00:00Z"));
    }

    void routes(Router router) {
        router.get("/internal/v1/jobs").handler(context -> {
            JsonArray all = new JsonArray();
            jobs.values().forEach(all::add);
            json(context.request(), all);
        });
        router.get("/internal/v1/jobs/types")
                .handler(context -> json(
                        context.request(),
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", type)
                                        .put("description", "Looks after things.")
                                        .put("parameters", new JsonArray()))));
        router.post("/internal/v1/jobs").handler(this::define);
        router.get("/internal/v1/jobs/:name").handler(context -> {
            if (isKnown(context)) {
                json(context.request(), jobs.get(context.pathParam("name")));
            }
        });
        router.get("/internal/v1/jobs/:name/runs").handler(context -> {
            if (isKnown(context)) {
                json(
                        context.request(),
                        new JsonArray().add(new JsonObject().put("id", 1).put("end", "done")));
            }
        });
        router.delete("/internal/v1/jobs/:name").handler(context -> {
            if (isKnown(context) && isWilling(context)) {
                jobs.remove(context.pathParam("name"));
                context.response().setStatusCode(204).end();
            }
        });
        router.post("/internal/v1/jobs/:name/:action").handler(context -> {
            if (isKnown(context) && isWilling(context)) {
                told.add(context.pathParam("action") + " " + context.pathParam("name") + " "
                        + context.request().getParam("why"));
                json(context.request(), jobs.get(context.pathParam("name")));
            }
        });
    }

    private void define(RoutingContext context) {
        JsonObject wish = context.body().asJsonObject();
        if (!MEMBERS.containsAll(wish.fieldNames())) {
            problem(context.request(), 400, "bad-input", "Unknown: " + wish.fieldNames(), new JsonObject());
        } else if ("soon".equals(wish.getString("schedule"))) {
            problem(context.request(), 400, "bad-schedule", "'soon' is not a schedule.", new JsonObject());
        } else {
            job(wish.getString("name"), false);
            context.response().setStatusCode(201);
            json(context.request(), jobs.get(wish.getString("name")));
        }
    }

    private boolean isKnown(RoutingContext context) {
        String name = context.pathParam("name");
        if (!jobs.containsKey(name)) {
            problem(context.request(), 404, "unknown-job", "There is no job '" + name + "'.", new JsonObject());
        }
        return jobs.containsKey(name);
    }

    private boolean isWilling(RoutingContext context) {
        boolean system = jobs.get(context.pathParam("name")).getBoolean("system");
        if (system) {
            problem(context.request(), 409, "job-state", "The job belongs to the system.", new JsonObject());
        }
        return !system;
    }
}
