package io.whypfs.api.stub;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** deal-maker: tells what a test put in; strict about the members of what it is sent. */
public final class StubDealMaker extends StubServer {

    private static final String ACCOUNT = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba";

    public final StubJobs jobs = new StubJobs("deals");
    public final Map<UUID, JsonObject> ofBuckets = new ConcurrentHashMap<>();
    public final Map<UUID, JsonObject> deals = new ConcurrentHashMap<>();
    public final Map<UUID, JsonArray> transitions = new ConcurrentHashMap<>();
    public final Map<String, JsonObject> providers = new ConcurrentHashMap<>();
    public final Map<String, JsonObject> lastWishes = new ConcurrentHashMap<>();

    StubDealMaker(Vertx vertx, URI address) {
        super(vertx, address);
    }

    /** A provider that told an ask. */
    public JsonObject provider(String address) {
        JsonObject provider = new JsonObject()
                .put("address", address)
                .put("standing", "neutral")
                .put("standingReason", "")
                .put("reach", new JsonObject().put("state", "reached").put("why", "It answered."))
                .put(
                        "chain",
                        new JsonObject()
                                .put("owner", "f0100")
                                .put("worker", "f0101")
                                .put("peerId", "12D3KooW")
                                .put("multiaddrs", new JsonArray().add("/ip4/127.0.0.1/tcp/7000/http"))
                                .put("sectorBytes", 34_359_738_368L)
                                .put("hasMinPower", true))
                .put(
                        "ask",
                        new JsonObject()
                                .put("price", "500000000")
                                .put("verifiedPrice", "0")
                                .put("minPieceSize", 256)
                                .put("maxPieceSize", 34_359_738_368L)
                                .put("expiry", 9_000_000));
        providers.put(address, provider);
        return provider;
    }

    @Override
    void routes(Router router) {
        router.route().handler(BodyHandler.create(false));
        jobs.routes(router);
        router.get("/internal/v1/buckets/:uuid/deals").handler(context -> {
            UUID bucket = UUID.fromString(context.pathParam("uuid"));
            json(context.request(), ofBuckets.getOrDefault(bucket, nothing(bucket)));
        });
        router.get("/internal/v1/deals/:uuid").handler(context -> {
            JsonObject deal = deals.get(UUID.fromString(context.pathParam("uuid")));
            if (deal == null) {
                problem(context.request(), 404, "unknown-deal", "No such deal.", new JsonObject());
            } else {
                json(context.request(), deal);
            }
        });
        router.get("/internal/v1/deals/:uuid/transitions").handler(context -> {
            JsonArray told = transitions.get(UUID.fromString(context.pathParam("uuid")));
            if (told == null) {
                problem(context.request(), 404, "unknown-deal", "No such deal.", new JsonObject());
            } else {
                json(context.request(), told);
            }
        });
        providerRoutes(router);
        walletRoutes(router);
        router.get("/internal/v1/deal-making").handler(context -> json(context.request(), making(true)));
        router.put("/internal/v1/deal-making").handler(context -> {
            if (takes(context, Set.of("enabled", "reason"))) {
                json(context.request(), making(context.body().asJsonObject().getBoolean("enabled")));
            }
        });
    }

    private void providerRoutes(Router router) {
        router.get("/internal/v1/providers").handler(context -> {
            JsonArray all = new JsonArray();
            providers.values().forEach(all::add);
            json(context.request(), all);
        });
        router.post("/internal/v1/providers").handler(context -> {
            if (takes(context, Set.of("address"))) {
                json(context.request(), provider(context.body().asJsonObject().getString("address")));
            }
        });
        router.get("/internal/v1/providers/:address")
                .handler(context -> withProvider(context, provider -> json(context.request(), provider)));
        router.get("/internal/v1/providers/:address/evidence")
                .handler(context -> withProvider(
                        context,
                        provider -> json(
                                context.request(),
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("kind", "accepted")
                                                .put("epoch", 7)))));
        router.put("/internal/v1/providers/:address/standing")
                .handler(context -> withProvider(context, provider -> {
                    if (takes(context, Set.of("standing", "reason"))) {
                        JsonObject wish = context.body().asJsonObject();
                        json(
                                context.request(),
                                provider.put("standing", wish.getString("standing"))
                                        .put("standingReason", wish.getString("reason")));
                    }
                }));
    }

    private void walletRoutes(Router router) {
        router.get("/internal/v1/wallet").handler(context -> json(context.request(), new JsonArray().add(account())));
        router.post("/internal/v1/wallet/create").handler(context -> json(context.request(), account()));
        router.post("/internal/v1/wallet/import").handler(context -> {
            if (takes(context, Set.of("key"))) {
                String key = context.body().asJsonObject().getString("key");
                if (key.equals("known")) {
                    problem(context.request(), 409, "account-known", "The wallet has it.", new JsonObject());
                } else {
                    json(context.request(), account());
                }
            }
        });
        router.put("/internal/v1/wallet/default").handler(context -> {
            if (takes(context, Set.of("address"))) {
                ifAccount(
                        context,
                        context.body().asJsonObject().getString("address"),
                        () -> json(context.request(), account()));
            }
        });
        router.post("/internal/v1/wallet/:address/export")
                .handler(context -> ifAccount(
                        context,
                        context.pathParam("address"),
                        () -> json(context.request(), new JsonObject().put("key", "7b2254797065"))));
    }

    private void ifAccount(RoutingContext context, String address, Runnable then) {
        if (address.equals(ACCOUNT)) {
            then.run();
        } else {
            problem(context.request(), 404, "unknown-account", "The wallet has no such account.", new JsonObject());
        }
    }

    private interface Found {
        void show(JsonObject provider);
    }

    private void withProvider(RoutingContext context, Found found) {
        JsonObject provider = providers.get(context.pathParam("address"));
        if (provider == null) {
            problem(
                    context.request(),
                    404,
                    "unknown-provider",
                    "The storage provider " + context.pathParam("address") + " is not known.",
                    new JsonObject());
        } else {
            found.show(provider);
        }
    }

    private boolean takes(RoutingContext context, Set<String> members) {
        JsonObject wish = context.body().asJsonObject();
        lastWishes.put(context.request().path(), wish);
        if (wish.fieldNames().equals(members)) {
            return true;
        }
        problem(context.request(), 400, "bad-input", "The body must have " + members + ".", new JsonObject());
        return false;
    }

    private static JsonObject nothing(UUID bucket) {
        return new JsonObject()
                .put("bucket", bucket.toString())
                .put("target", 6)
                .put("live", 0)
                .put("active", 0)
                .put("why", "It has no piece yet.")
                .put("next", "Deals are proposed once it has one.")
                .put("deals", new JsonArray());
    }

    private static JsonObject account() {
        return new JsonObject()
                .put("address", ACCOUNT)
                .put("type", "secp256k1")
                .put("default", true)
                .put("balance", "1000000000000000000")
                .put("escrow", "0")
                .put("locked", "0")
                .put("available", "0");
    }

    private static JsonObject making(boolean enabled) {
        return new JsonObject()
                .put("enabled", enabled)
                .put("working", enabled)
                .put("why", enabled ? "The chain answers." : "It was stopped.")
                .put("network", "whypfs-devnet");
    }
}
