package io.whypfs.api.http;

import static io.whypfs.api.stub.Api.FORM_TYPE;
import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.form;
import static io.whypfs.api.stub.Api.upload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.facts.ToldFacts;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.StubCore;
import io.whypfs.api.stub.Stubs;
import io.whypfs.events.DealChanged;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Calls one route in every way that should change its answer: well, without a key, with a weaker one, with what cannot be
 * read, with what does not exist, with neighbours away, and in the ways that only this route knows.
 */
final class Probes {

    private static final String UNKNOWN_CID = "bafkreih5zasorm4tlfga4ztwvm2dlnw6jxwwuvgnokyt3mjamfn3svvpyy";
    private static final String ACCOUNT = "f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A body that each route with one takes. */
    private static final Map<String, String> BODIES = Map.of(
            "createJob", "{\"name\":\"fresh\",\"type\":\"buckets\",\"schedule\":\"@daily\"}",
            "createBucket", "{\"name\":\"pictures\"}",
            "register", "{\"username\":\"ann\",\"passwordHash\":\"h\",\"inviteCode\":\"good\"}",
            "login", "{\"username\":\"ann\",\"passwordHash\":\"h\"}",
            "addProvider", "{\"address\":\"f05000\"}",
            "setProviderStanding", "{\"standing\":\"denied\",\"reason\":\"It lies.\"}",
            "importAccount", "{\"key\":\"7b22\"}",
            "setDefaultAccount", "{\"address\":\"" + ACCOUNT + "\"}",
            "setDealMaking", "{\"enabled\":false,\"reason\":\"It moves.\"}");

    private final Stubs stubs;
    private final Document document;
    private final Document.Operation operation;
    private final String id;
    private final Away away;
    private final Map<String, String> answers = new TreeMap<>();
    private final String key;
    private final String admin;
    private final JsonObject content;
    private final JsonObject bucket;
    private final UUID readyBucket;
    private final DealChanged deal;

    Probes(Stubs stubs, DataSource dataSource, Document document, Document.Operation operation) {
        this.stubs = stubs;
        this.document = document;
        this.operation = operation;
        this.id = operation.json().getString("operationId");
        this.away = new Away(stubs, dataSource);
        stubs.up();
        this.key = stubs.auth.userKey();
        this.admin = stubs.auth.key(100, false);
        int user = as(key, "GET", "/viewer").json().getInteger("id");
        this.content = upload(key, "/content/add", file("f", "document " + COUNT.incrementAndGet()))
                .json();
        this.bucket = stubs.scheduler.bucket(user, stubs.coreA.id);
        ToldFacts facts = new ToldFacts(dataSource);
        this.readyBucket = facts.readyBucket((long) user, stubs.coreA.id, content.getLong("estuaryId"));
        this.deal = facts.deal(readyBucket, "f05000", "planned", "proposing", "published", "active");
        stubs.dealMaker.provider("f05000");
        stubs.dealMaker.deals.put(
                deal.deal(), new JsonObject().put("uuid", deal.deal().toString()));
        stubs.dealMaker.transitions.put(
                deal.deal(),
                new JsonArray().add(new JsonObject().put("state", "active").put("epoch", 9)));
    }

    /** The statuses that were seen, each with the probe that brought it first. */
    Map<String, String> answers() {
        if (operation.path().contains("ipfs/")) {
            gateway();
        } else if (operation.isStreaming()) {
            uploads();
        } else {
            json();
        }
        stubs.up();
        return answers;
    }

    private void json() {
        String strong = operation.scope().equals("admin") ? admin : key;
        note("well", call(path(Value.GOOD), strong, good()));
        if (!operation.scope().isEmpty()) {
            note("no key", call(path(Value.GOOD), "", good()));
            note("a weaker key", call(path(Value.GOOD), weaker(), good()));
        }
        if (operation.path().contains("{")) {
            note("what cannot be read in the path", call(path(Value.BAD), strong, good()));
            note("what does not exist", call(path(Value.UNKNOWN), strong, good()));
        }
        for (Document.Parameter parameter : document.parameters(operation)) {
            if (parameter.in().equals("query")) {
                note("a query that cannot be read", call(path(Value.GOOD) + bad(parameter), strong, good()));
            }
        }
        if (operation.hasBody()) {
            note("a body that cannot be read", call(path(Value.GOOD), strong, "{"));
            note("an empty object", call(path(Value.GOOD), strong, "{}"));
        }
        own(strong);
        away.all();
        // A key that nobody remembers, because the check may do without auth-service for a moment.
        note("everybody away", call(path(Value.GOOD), operation.scope().isEmpty() ? "" : "EST-never-seenARY", good()));
        stubs.up();
        if (operation.scope().isEmpty() && operation.statuses().contains("503") && !answers.containsKey("503")) {
            away.databaseOnly();
            note("the database away", call(path(Value.GOOD), strong, good()));
            away.back();
        }
    }

    /** Answers that only one route gives. */
    private void own(String strong) {
        switch (id) {
            case "register" ->
                note("an unknown invite", call("/register", "", BODIES.get(id).replace("good", "no")));
            case "login" ->
                note("an unknown user", call("/login", "", BODIES.get(id).replace("ann", "nobody")));
            case "createInvite" -> note("an invite that exists", call("/admin/invite/twice", strong, ""));
            case "importAccount" ->
                note("an account that is known", call(path(Value.GOOD), strong, "{\"key\":\"known\"}"));
            case "setDefaultAccount" ->
                note("an unknown account", call(path(Value.GOOD), strong, "{\"address\":\"f1unknown\"}"));
            case "sealBucket", "pauseBucket", "resumeBucket" -> {
                bucket.put("files", 0);
                note("an empty bucket", call(path(Value.GOOD), strong, ""));
                bucket.put("files", 3);
            }
            case "createJob" -> {
                stubs.dealMaker.jobs.job("taken", false);
                note(
                        "a name that is taken",
                        call("/admin/jobs", strong, BODIES.get(id).replace("fresh", "taken")));
            }
            case "runJob", "pauseJob", "resumeJob", "cancelJob", "removeJob" -> {
                stubs.scheduler.jobs.job("system", true);
                note("a job that refuses", call(operation.path().replace("{name}", "system"), strong, ""));
            }
            case "exportAccount" -> {
                note("no word of confirmation", call(path(Value.GOOD).replaceAll("\\?.*", ""), strong, ""));
                note("an unknown account", call("/admin/wallet/f1unknown/export?confirm=f1unknown", strong, ""));
            }
            default -> {}
        }
    }

    private void uploads() {
        String home = bucket.getString("uuid");
        note("well", send("?bucket=" + home, key));
        note("no key", send("", ""));
        note("a bucket that is none", send("?bucket=mine", key));
        note("an unknown bucket", send("?bucket=" + UUID.randomUUID(), key));
        note("too many deals", send("?replication=51", key));
        note("the same again", send("?ignore-dupes=true", key));
        if (!operation.path().equals("/content/add-car")) {
            note(
                    "no form",
                    Api.send(request(operation.path(), key, "Content-Type", "text/plain")
                            .POST(HttpRequest.BodyPublishers.ofString("x"))));
        }
        stubs.coreA.mood = StubCore.Mood.DIES_HALF_WAY;
        stubs.coreB.mood = StubCore.Mood.DIES_HALF_WAY;
        note("a core that goes away", send("", key));
        stubs.coreA.mood = StubCore.Mood.HAS_NO_ROOM;
        stubs.coreB.mood = StubCore.Mood.HAS_NO_ROOM;
        note("no room", send("", key));
        away.all();
        note("everybody away", send("", "EST-never-seenARY"));
    }

    private Api.Answer send(String query, String bearer) {
        boolean isCar = operation.path().equals("/content/add-car");
        String body = isCar ? "the same car" : form(file("f", "the same " + id + content.getLong("estuaryId")));
        return Api.send(request(
                        operation.path() + query,
                        bearer,
                        "Content-Type",
                        isCar ? "application/vnd.ipld.car" : FORM_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void gateway() {
        String text = "the bytes of " + operation.route() + COUNT.incrementAndGet();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String cid = stubs.coreA.put(bytes).toString();
        StubCore.Entry entry = new StubCore.Entry("f.txt", cid, bytes.length);
        String below = stubs.coreA.putDirectory("below " + text, List.of(entry)).toString();
        String root = stubs.coreA
                .putDirectory("root " + text, List.of(entry, new StubCore.Entry("sub", below, 1)))
                .toString();
        String prefix = operation.path().substring(0, operation.path().indexOf("{"));
        boolean isPath = operation.path().contains("{path}");
        String file = prefix + (isPath ? root + "/f.txt" : cid);
        Api.Answer well = read(file);
        note("well", well);
        note("a range", read(file, "Range", "bytes=0-1"));
        note("what the client has", read(file, "If-None-Match", well.header("Etag")));
        note("a directory without a slash", read(prefix + (isPath ? root + "/sub" : root)));
        note("no CID", read(prefix + "nocid" + (isPath ? "/f.txt" : "")));
        note("what nobody has", read(prefix + UNKNOWN_CID + (isPath ? "/f.txt" : "")));
        note("another format", read(file + "?format=nope"));
        note("only what is cached", read(prefix + UNKNOWN_CID + "?x=1", "Cache-Control", "only-if-cached"));
        note("a range behind the end", read(file, "Range", "bytes=99999-"));
        note("entity-bytes", read(file + "?format=car&entity-bytes=0:1"));
        stubs.coreA.down();
        note("the core away", read(prefix + (isPath ? root + "/f.txt" : cid) + "?again=1"));
    }

    private Api.Answer read(String path, String... headers) {
        return operation.verb().equals("HEAD") ? Api.head(path, headers) : Api.get(path, headers);
    }

    private enum Value {
        GOOD,
        BAD,
        UNKNOWN
    }

    private String path(Value value) {
        String path = operation.path();
        for (Document.Parameter parameter : document.parameters(operation)) {
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", value(parameter.name(), value));
            }
        }
        return id.equals("exportAccount") ? path + "?confirm=" + ACCOUNT : path;
    }

    private String value(String name, Value value) {
        return switch (name) {
            case "id" ->
                value == Value.BAD ? "abc" : value == Value.UNKNOWN ? Long.toString(1L << 50) : Long.toString(number());
            case "uuid" ->
                value == Value.BAD
                        ? "abc"
                        : value == Value.UNKNOWN ? UUID.randomUUID().toString() : uuid();
            case "cid" -> value == Value.BAD ? "nocid" : value == Value.UNKNOWN ? UNKNOWN_CID : cid();
            case "address" -> {
                boolean isAccount = operation.path().startsWith("/admin/wallet");
                String good = isAccount ? ACCOUNT : "f05000";
                yield value == Value.BAD ? "none" : value == Value.UNKNOWN ? "f09999" : good;
            }
            case "name" -> {
                stubs.scheduler.jobs.job("tidy", false);
                yield value == Value.GOOD ? "tidy" : "anything" + COUNT.incrementAndGet();
            }
            default -> "anything" + COUNT.incrementAndGet();
        };
    }

    private long number() {
        if (operation.path().startsWith("/content/staging-zones")) {
            return bucket.getLong("id");
        }
        if (operation.path().startsWith("/deals/info")) {
            return deal.chainDealId();
        }
        return operation.path().startsWith("/deals") ? deal.dealId() : content.getLong("estuaryId");
    }

    private String uuid() {
        return operation.path().startsWith("/deals") ? deal.deal().toString() : bucket.getString("uuid");
    }

    private String cid() {
        return operation.path().startsWith("/deals") ? deal.proposalCid() : content.getString("cid");
    }

    private static String bad(Document.Parameter parameter) {
        String value = parameter.type().contains("date-time") ? "yesterday" : "many";
        return "?" + parameter.name() + "=" + value;
    }

    /** An upload-only key of an administrator, or for an administrator's route a user's full key. */
    private String weaker() {
        return operation.scope().equals("admin") ? key : stubs.auth.key(100, true);
    }

    private String good() {
        return BODIES.getOrDefault(id, "");
    }

    private Api.Answer call(String path, String bearer, String body) {
        return Api.send(request(path, bearer)
                .method(
                        operation.verb(),
                        operation.hasBody()
                                ? HttpRequest.BodyPublishers.ofString(body)
                                : HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder request(String path, String bearer, String... headers) {
        HttpRequest.Builder request = Api.request(path, headers);
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private void note(String how, Api.Answer answer) {
        answers.putIfAbsent(Integer.toString(answer.status()), how);
    }
}
