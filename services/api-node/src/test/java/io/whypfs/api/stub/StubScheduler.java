package io.whypfs.api.stub;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * bucket-scheduler: knows what a test says it knows. Strict: a body with a member that it does not know, or of another type,
 * is refused, and so is a query parameter that it does not know.
 */
public final class StubScheduler extends StubServer {

    private static final Set<String> WISHES = Set.of("user", "name", "maxFiles", "thresholdSize", "schedule", "maxAge");
    private static final AtomicLong IDS = new AtomicLong();

    public final Map<Long, String> known = new ConcurrentHashMap<>();
    /** Answers about contents; a content that is only in {@link #known} has a plain one. */
    public final Map<Long, JsonObject> contents = new ConcurrentHashMap<>();

    public final Map<UUID, JsonObject> buckets = new ConcurrentHashMap<>();
    public final AtomicInteger bucketQuestions = new AtomicInteger();
    public final List<String> told = new CopyOnWriteArrayList<>();
    public final StubJobs jobs = new StubJobs("buckets");
    public volatile UUID home = new UUID(0, 0);

    StubScheduler(Vertx vertx, URI address) {
        super(vertx, address);
    }

    /** An open bucket; a null user makes a global one. */
    public JsonObject bucket(@Nullable Integer user, UUID core) {
        UUID uuid = UUID.randomUUID();
        JsonObject bucket = new JsonObject()
                .put("uuid", uuid.toString())
                .put("id", IDS.incrementAndGet())
                .put("kind", user == null ? "global" : "dedicated")
                .put("name", "pictures")
                .put("user", user)
                .put("core", core.toString())
                .put("state", "open")
                .put("since", "2026-11-24T10:00:00Z")
                .put("why", "It has 3 of at most 1000 files.")
                .put("next", "It is sealed by age.")
                .put("nextAt", "2026-11-26T10:00:00Z")
                .put("maxFiles", 1000)
                .put("thresholdSize", 1 << 20)
                .put("maxAge", "PT48H")
                .put("files", 3)
                .put("carBytes", 12_288)
                .put("pieceSize", 16_384)
                .put("wasteBytes", 3968)
                .put("wastePercent", 24.4)
                .put("createdAt", "2026-11-24T10:00:00Z")
                .put("deals", new JsonObject().put("target", 6).put("live", 0).put("active", 0));
        buckets.put(uuid, bucket);
        return bucket;
    }

    /** Says that a content is in a bucket. */
    public void assign(long content, JsonObject bucket) {
        contents.put(
                content,
                new JsonObject()
                        .put("content", content)
                        .put("state", "assigned")
                        .put("since", "2026-11-24T10:00:05Z")
                        .put("why", bucket.getString("why"))
                        .put("next", bucket.getString("next"))
                        .put("nextAt", bucket.getString("nextAt"))
                        .put("bucket", bucket));
    }

    @Override
    void routes(Router router) {
        router.route().handler(BodyHandler.create(false));
        jobs.routes(router);
        router.post("/internal/v1/contents/known").handler(context -> {
            JsonArray answer = new JsonArray();
            for (Object id : context.body().asJsonObject().getJsonArray("contents")) {
                if (known.containsKey(((Number) id).longValue())) {
                    answer.add(id);
                }
            }
            json(context.request(), new JsonObject().put("known", answer));
        });
        router.get("/internal/v1/contents/:id").handler(this::content);
        router.post("/internal/v1/buckets").handler(this::create);
        router.get("/internal/v1/buckets").handler(this::list);
        router.get("/internal/v1/buckets/:uuid").handler(context -> {
            bucketQuestions.incrementAndGet();
            withBucket(context, bucket -> json(context.request(), bucket));
        });
        router.get("/internal/v1/buckets/:uuid/contents")
                .handler(context -> withBucket(context, bucket -> {
                    if (isQueryOf(context, Set.of("after", "limit"))) {
                        json(
                                context.request(),
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("content", 42)
                                                .put("cid", "bafkqaaa")
                                                .put("name", "a.txt")
                                                .put("carBytes", 120)
                                                .put("assignedAt", "2026-11-24T10:00:05Z")));
                    }
                }));
        router.post("/internal/v1/buckets/:uuid/:action").handler(this::tell);
    }

    private void content(RoutingContext context) {
        long id = Long.parseLong(context.pathParam("id"));
        JsonObject whole = contents.get(id);
        String state = known.get(id);
        if (whole != null) {
            json(context.request(), whole);
        } else if (state == null) {
            problem(context.request(), 404, "unknown-content", "Not known.", new JsonObject());
        } else {
            json(
                    context.request(),
                    new JsonObject()
                            .put("content", id)
                            .put("state", state)
                            .put("why", "It waits for a bucket.")
                            .put("next", "A bucket takes it."));
        }
    }

    private void create(RoutingContext context) {
        JsonObject wish = context.body().asJsonObject();
        if (!WISHES.containsAll(wish.fieldNames()) || !(wish.getValue("user") instanceof Number)) {
            refuse(context, "The body has members that are not known: " + wish.fieldNames());
        } else if (wish.getValue("thresholdSize") instanceof Number size && size.longValue() > 34_000_000_000L) {
            refuse(context, "thresholdSize is " + size + ": at most 34000000000 bytes fit into a piece.");
        } else if ("now and then".equals(wish.getString("schedule"))) {
            refuse(context, "schedule cannot be read: use cron with 5 or 6 fields, @daily, or an ISO duration.");
        } else {
            JsonObject bucket = bucket(wish.getInteger("user"), home).put("name", wish.getString("name"));
            context.response().setStatusCode(201);
            json(context.request(), bucket);
        }
    }

    private void list(RoutingContext context) {
        if (!isQueryOf(context, Set.of("user", "state", "after", "limit"))) {
            return;
        }
        String user = context.request().getParam("user");
        String state = context.request().getParam("state");
        JsonArray answer = new JsonArray();
        buckets.values().stream()
                .filter(bucket -> user == null || user.equals(String.valueOf(bucket.getInteger("user"))))
                .filter(bucket -> state == null || state.equals(bucket.getString("state")))
                .sorted(Comparator.comparingLong((JsonObject bucket) -> bucket.getLong("id"))
                        .reversed())
                .forEach(answer::add);
        json(context.request(), answer);
    }

    private void tell(RoutingContext context) {
        withBucket(context, bucket -> {
            String action = context.pathParam("action");
            told.add(action + " " + bucket.getString("uuid"));
            if (bucket.getInteger("files") == 0) {
                problem(
                        context.request(),
                        409,
                        "bucket-empty",
                        "The bucket is empty: nothing would be in its piece.",
                        new JsonObject());
                return;
            }
            bucket.put("state", action.equals("seal") ? "sealed" : action.equals("pause") ? "paused" : "open");
            json(context.request(), bucket);
        });
    }

    private interface Found {
        void show(JsonObject bucket);
    }

    private void withBucket(RoutingContext context, Found found) {
        JsonObject bucket = buckets.get(UUID.fromString(context.pathParam("uuid")));
        if (bucket == null) {
            problem(context.request(), 404, "unknown-bucket", "No such bucket.", new JsonObject());
        } else {
            found.show(bucket);
        }
    }

    private static boolean isQueryOf(RoutingContext context, Set<String> allowed) {
        for (String name : context.queryParams().names()) {
            boolean isNumber = !name.equals("state");
            if (!allowed.contains(name)) {
                refuse(context, "The query parameter " + name + " is not known.");
                return false;
            }
            if (isNumber && !context.request().getParam(name).matches("\\d+")) {
                refuse(context, "The query parameter " + name + " is not a whole number.");
                return false;
            }
        }
        return true;
    }

    private static void refuse(RoutingContext context, String detail) {
        problem(context.request(), 400, "bad-input", detail, new JsonObject());
    }
}
