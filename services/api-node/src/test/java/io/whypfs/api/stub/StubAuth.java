package io.whypfs.api.stub;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** auth-service: keys are {@code <user>} registered by a test. */
public final class StubAuth extends StubServer {

    private final Map<String, JsonObject> keys = new ConcurrentHashMap<>();
    private final AtomicInteger users = new AtomicInteger();
    public final AtomicInteger introspections = new AtomicInteger();
    public final Map<String, JsonObject> lastQuestions = new ConcurrentHashMap<>();
    public volatile boolean silent;

    StubAuth(Vertx vertx, URI address) {
        super(vertx, address);
    }

    /** A new user's key. */
    public String key(int perms, boolean uploadOnly) {
        int user = users.incrementAndGet();
        String key = "EST-key-of-" + user + "ARY";
        keys.put(
                key,
                new JsonObject()
                        .put("active", true)
                        .put("userId", user)
                        .put("username", "user" + user)
                        .put("perms", perms)
                        .put("uploadOnly", uploadOnly)
                        .put("expiry", "2099-01-02T03:04:05.120Z")
                        .put("storageDisabled", false)
                        .put("flags", 0));
        return key;
    }

    public String userKey() {
        return key(2, false);
    }

    public void expire(String key) {
        keys.put(key, new JsonObject().put("active", false).put("reason", "expired"));
    }

    public void revoke(String key) {
        keys.remove(key);
    }

    public void disableStorage(String key) {
        keys.computeIfPresent(key, (same, answer) -> answer.copy().put("storageDisabled", true));
    }

    @Override
    void routes(Router router) {
        router.route().handler(BodyHandler.create(false));
        router.post("/internal/v1/introspect").handler(context -> {
            introspections.incrementAndGet();
            if (!silent) {
                json(
                        context.request(),
                        keys.getOrDefault(
                                context.body().asJsonObject().getString("token"),
                                new JsonObject().put("active", false).put("reason", "unknown")));
            }
        });
        router.post("/internal/v1/register").handler(context -> {
            JsonObject question = context.body().asJsonObject();
            lastQuestions.put("register", question);
            String slug = switch (question.getString("inviteCode")) {
                case "" -> "bad-input";
                case "used" -> "invite-used";
                case "good" -> question.getString("username").equals("taken") ? "username-taken" : "";
                default -> "invite-unknown";
            };
            if (slug.isEmpty()) {
                json(context.request(), session());
            } else {
                int status = slug.equals("invite-unknown") ? 404 : 400;
                problem(context.request(), status, slug, "Said by auth-service: " + slug, new JsonObject());
            }
        });
        router.post("/internal/v1/login").handler(context -> {
            JsonObject question = context.body().asJsonObject();
            switch (question.getString("username")) {
                case "nobody" -> problem(context.request(), 403, "user-unknown", "No such user.", new JsonObject());
                case "wrong" -> problem(context.request(), 403, "password-wrong", "Wrong.", new JsonObject());
                default -> json(context.request(), session());
            }
        });
        router.get("/internal/v1/users/:id/api-keys")
                .handler(context -> json(context.request(), new JsonArray().add(apiKey(""))));
        router.post("/internal/v1/users/:id/api-keys").handler(context -> {
            lastQuestions.put("key", context.body().asJsonObject());
            json(context.request(), apiKey("EST1ARY"));
        });
        router.delete("/internal/v1/users/:id/api-keys/:key").handler(context -> {
            lastQuestions.put("delete", new JsonObject().put("key", context.pathParam("key")));
            context.response().setStatusCode(204).end();
        });
        router.post("/internal/v1/invites").handler(context -> {
            JsonObject question = context.body().asJsonObject();
            lastQuestions.put("invite", question);
            if (question.getString("code").equals("twice")) {
                problem(context.request(), 400, "invite-exists", "The invite twice exists.", new JsonObject());
            } else {
                json(context.request(), question);
            }
        });
        router.get("/internal/v1/invites")
                .handler(context -> json(
                        context.request(),
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("code", "c1")
                                        .put("createdBy", "admin")
                                        .putNull("claimedBy"))));
    }

    private static JsonObject session() {
        return new JsonObject()
                .put("token", "ESTsessionARY")
                .put("expiry", "2026-12-01T00:00:00Z")
                .put("userId", 9);
    }

    private static JsonObject apiKey(String token) {
        return new JsonObject()
                .put("token", token)
                .put("tokenHash", "hash-of-it")
                .put("label", "a <b> & c")
                .put("expiry", "2026-12-01T00:00:00.500Z")
                .put("isSession", false)
                .put("uploadOnly", true);
    }
}
