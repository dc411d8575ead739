package io.whypfs.api.stub;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** core-node: keeps what it was given in memory, or, for large uploads, only counts and hashes it. */
public final class StubCore extends StubServer {

    private static final Pattern FILE_NAME = Pattern.compile("; filename=\"([^\"]*)\"");
    private static final Pattern FIELD_NAME = Pattern.compile("; name=\"([^\"]*)\"");

    /** What the core does with the next uploads. */
    public enum Mood {
        TAKES,
        HAS_NO_ROOM,
        FINDS_TOO_LARGE,
        FINDS_BAD,
        DIES_HALF_WAY,
        HOLDS_STILL,
        ONLY_COUNTS
    }

    /** An entry of a directory. */
    public record Entry(String name, String cid, long size) {}

    public final UUID id;
    public final Map<String, byte[]> blocks = new ConcurrentHashMap<>();
    public final Map<String, List<Entry>> directories = new ConcurrentHashMap<>();
    public final Map<UUID, JsonObject> pieces = new ConcurrentHashMap<>();
    public final Map<Long, Boolean> pins = new ConcurrentSkipListMap<>();
    public final ConcurrentSkipListSet<Long> released = new ConcurrentSkipListSet<>();
    public final AtomicInteger haveQuestions = new AtomicInteger();
    public final AtomicInteger reads = new AtomicInteger();
    public final AtomicInteger ingests = new AtomicInteger();
    public final AtomicInteger brokenUploads = new AtomicInteger();
    public final AtomicLong received = new AtomicLong();
    public volatile String receivedSha256 = "";
    public volatile String lastUri = "";
    public volatile Mood mood = Mood.TAKES;
    public volatile String state = "active";
    public volatile long freeBytes = 1L << 40;
    public volatile @Nullable JsonObject badness;
    public volatile boolean cutsReads;
    private final Map<UUID, URI> registry;
    private volatile @Nullable HttpServerRequest held;

    StubCore(Vertx vertx, URI address, UUID id, Map<UUID, URI> registry) {
        super(vertx, address);
        this.id = id;
        this.registry = registry;
    }

    /** Cores as the registry of this stub tells them; filled by {@link StubCores}. */
    private final Map<UUID, StubCore> peers = new LinkedHashMap<>();

    void meet(StubCore peer) {
        peers.put(peer.id, peer);
    }

    public Cid put(byte[] bytes) {
        Cid cid = Cid.v1(Multicodec.RAW, Multihash.sha256(bytes));
        blocks.put(cid.toString(), bytes);
        return cid;
    }

    /** A directory whose root is a made-up dag-pb CID. */
    public Cid putDirectory(String name, List<Entry> entries) {
        Cid cid = Cid.v1(Multicodec.DAG_PB, Multihash.sha256(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        directories.put(cid.toString(), entries);
        return cid;
    }

    /** Goes on reading an upload that {@link Mood#HOLDS_STILL} stopped. */
    public void goOn() {
        HttpServerRequest request = held;
        if (request != null) {
            vertx().runOnContext(later -> request.resume());
        }
    }

    @Override
    void routes(Router router) {
        router.get("/internal/v1/nodes").handler(context -> nodes(context.request()));
        router.post("/internal/v1/ingest").handler(context -> take(context, true));
        router.post("/internal/v1/import-car").handler(context -> take(context, false));
        router.get("/internal/v1/pieces/by-bucket/:uuid").handler(context -> {
            JsonObject piece = pieces.get(UUID.fromString(context.pathParam("uuid")));
            if (piece == null) {
                problem(context.request(), 404, "unknown-piece", "No such bucket here.", new JsonObject());
            } else {
                json(context.request(), piece);
            }
        });
        router.get("/internal/v1/pins/unconfirmed").handler(this::unconfirmed);
        router.route("/internal/v1/dag/*").handler(this::dag);
        router.route().handler(BodyHandler.create(false));
        router.post("/internal/v1/pins/confirm").handler(context -> pins(context, true));
        router.post("/internal/v1/pins/release").handler(context -> pins(context, false));
        router.post("/internal/v1/have").handler(this::have);
    }

    private void nodes(HttpServerRequest request) {
        JsonArray nodes = new JsonArray();
        peers.values()
                .forEach(peer -> nodes.add(new JsonObject()
                        .put("id", peer.id.toString())
                        .put("url", registry.get(peer.id).toString())
                        .put("state", peer.state)
                        .put("freeBytes", peer.freeBytes)
                        .put("reserveBytes", 1L << 30)
                        .put("blocks", peer.blocks.size())
                        .put("lastSeen", "2026-11-24T00:00:00Z")));
        json(request, nodes);
    }

    private void take(RoutingContext context, boolean multipart) {
        HttpServerRequest request = context.request();
        lastUri = request.uri();
        ingests.incrementAndGet();
        request.exceptionHandler(gone -> brokenUploads.incrementAndGet());
        long content = Long.parseLong(request.getParam("content"));
        switch (mood) {
            case HAS_NO_ROOM ->
                problem(request, 507, "disk-reserve", "The disk is full up to its reserve.", new JsonObject());
            case FINDS_TOO_LARGE -> problem(request, 413, "too-large", "More than the limit.", new JsonObject());
            case FINDS_BAD -> {
                JsonObject bad = badness == null ? new JsonObject() : badness;
                request.endHandler(end ->
                        problem(request, 400, bad.getString("slug", "bad-car"), bad.getString("detail", "bad"), bad));
                request.resume();
            }
            case DIES_HALF_WAY -> request.handler(chunk -> request.connection().close());
            case HOLDS_STILL -> {
                count(request, content);
                request.pause();
                held = request;
            }
            case ONLY_COUNTS -> count(request, content);
            case TAKES -> {
                if (multipart) {
                    parts(request, content);
                } else {
                    Buffer whole = Buffer.buffer();
                    request.handler(whole::appendBuffer);
                    request.endHandler(end -> {
                        Cid cid = put(whole.getBytes());
                        stored(request, content, "car", cid, null, whole.length(), new JsonArray(), new JsonObject());
                    });
                }
            }
        }
    }

    private void count(HttpServerRequest request, long content) {
        MessageDigest digest = sha256();
        received.set(0);
        request.handler(chunk -> {
            received.addAndGet(chunk.length());
            digest.update(chunk.getBytes());
        });
        request.endHandler(end -> {
            receivedSha256 = java.util.HexFormat.of().formatHex(digest.digest());
            Cid cid = put(receivedSha256.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            stored(request, content, "file", cid, "big", received.get(), new JsonArray(), new JsonObject());
        });
    }

    private void parts(HttpServerRequest request, long content) {
        // The server's own form decoder leaves a stray CR at the end of a file when a buffer ends within the delimiter.
        request.body().onSuccess(body -> {
            Map<String, Buffer> files = new LinkedHashMap<>();
            JsonObject fields = new JsonObject();
            String type = request.getHeader("Content-Type");
            parse(body, type.substring(type.indexOf("boundary=") + "boundary=".length()), files, fields);
            if (files.isEmpty()) {
                problem(request, 400, "no-file-part", "The form has no file in the field data.", new JsonObject());
                return;
            }
            JsonArray told = new JsonArray();
            List<Entry> entries = new ArrayList<>();
            long size = 0;
            for (Map.Entry<String, Buffer> file : files.entrySet()) {
                Cid cid = put(file.getValue().getBytes());
                size += file.getValue().length();
                entries.add(
                        new Entry(file.getKey(), cid.toString(), file.getValue().length()));
                told.add(new JsonObject()
                        .put("path", file.getKey())
                        .put("cid", cid.toString())
                        .put("bytes", file.getValue().length()));
            }
            if (entries.size() == 1 && !entries.getFirst().name().contains("/")) {
                Entry file = entries.getFirst();
                stored(request, content, "file", Cid.parse(file.cid()), file.name(), size, new JsonArray(), fields);
            } else {
                Cid root = putDirectory(told.encode(), entries);
                stored(request, content, "directory", root, "folder", size, told, fields);
            }
        });
    }

    private static void parse(Buffer body, String boundary, Map<String, Buffer> files, JsonObject fields) {
        String text = "\r\n" + body.toString(StandardCharsets.ISO_8859_1);
        String[] sections = text.split(Pattern.quote("\r\n--" + boundary), -1);
        for (int i = 1; i < sections.length - 1; i++) {
            int head = sections[i].indexOf("\r\n\r\n");
            String disposition = sections[i].substring(0, head);
            byte[] value = sections[i].substring(head + 4).getBytes(StandardCharsets.ISO_8859_1);
            Matcher fileName = FILE_NAME.matcher(disposition);
            Matcher name = FIELD_NAME.matcher(disposition);
            if (fileName.find()) {
                files.put(utf8(fileName.group(1)), Buffer.buffer(value));
            } else if (name.find()) {
                fields.put(utf8(name.group(1)), new String(value, StandardCharsets.UTF_8));
            }
        }
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void stored(
            HttpServerRequest request,
            long content,
            String kind,
            Cid root,
            @Nullable String name,
            long bytes,
            JsonArray files,
            JsonObject fields) {
        pins.put(content, false);
        json(
                request,
                new JsonObject()
                        .put("root", root.toString())
                        .put("kind", kind)
                        .put("name", name)
                        .put("fileBytes", bytes)
                        .put("dagBytes", bytes + 1)
                        .put("blockCount", 1)
                        .put("carBytes", bytes + 100)
                        .put("core", id.toString())
                        .put("files", files)
                        .put("fields", fields));
    }

    private void unconfirmed(RoutingContext context) {
        JsonArray answer = new JsonArray();
        pins.forEach((content, confirmed) -> {
            if (!confirmed) {
                answer.add(new JsonObject()
                        .put("content", content)
                        .put("root", "x")
                        .put("createdAt", "2026-11-24T00:00:00Z"));
            }
        });
        json(context.request(), answer);
    }

    private void pins(RoutingContext context, boolean confirm) {
        JsonArray done = new JsonArray();
        for (Object number : context.body().asJsonObject().getJsonArray("contents")) {
            long content = ((Number) number).longValue();
            if (confirm) {
                pins.computeIfPresent(content, (same, before) -> true);
            } else {
                pins.remove(content);
                released.add(content);
            }
            done.add(content);
        }
        json(context.request(), new JsonObject().put("done", done).put("unknown", new JsonArray()));
    }

    private void have(RoutingContext context) {
        haveQuestions.incrementAndGet();
        JsonArray have = new JsonArray();
        for (Object cid : context.body().asJsonObject().getJsonArray("cids")) {
            if (blocks.containsKey(cid.toString()) || directories.containsKey(cid.toString())) {
                have.add(cid);
            }
        }
        json(context.request(), new JsonObject().put("have", have));
    }

    private void dag(RoutingContext context) {
        reads.incrementAndGet();
        HttpServerRequest request = context.request();
        lastUri = request.uri();
        String[] path = request.path().substring("/internal/v1/dag/".length()).split("/");
        String cid = path[0];
        StringBuilder roots = new StringBuilder(cid);
        for (int i = 1; i < path.length; i++) {
            String name = java.net.URLDecoder.decode(path[i], java.nio.charset.StandardCharsets.UTF_8);
            List<Entry> entries = directories.getOrDefault(cid, List.of());
            Entry entry = entries.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (entry == null) {
                boolean here = directories.containsKey(cid) || blocks.containsKey(cid);
                problem(
                        request,
                        404,
                        here ? "no-such-path" : "not-here",
                        "There is no " + name + " here.",
                        new JsonObject());
                return;
            }
            cid = entry.cid();
            roots.append(',').append(cid);
        }
        answer(request, cid, roots.toString());
    }

    private void answer(HttpServerRequest request, String cid, String roots) {
        HttpServerResponse response = request.response().putHeader("Whypfs-Roots", roots);
        List<Entry> entries = directories.get(cid);
        byte[] bytes = blocks.get(cid);
        String view = request.getParam("view");
        response.putHeader("Whypfs-Cid", cid);
        if (entries != null && view.equals("auto")) {
            Entry index = entries.stream()
                    .filter(entry -> entry.name().equals("index.html"))
                    .findFirst()
                    .orElse(null);
            if (index != null && "true".equals(request.getParam("index"))) {
                response.putHeader("Whypfs-Kind", "directory-index");
                bytes(request, blocks.get(index.cid()));
                return;
            }
            response.putHeader("Whypfs-Kind", "directory");
            JsonArray listed = new JsonArray();
            entries.forEach(entry -> listed.add(new JsonObject()
                    .put("name", entry.name())
                    .put("cid", entry.cid())
                    .put("size", entry.size())));
            json(request, new JsonObject().put("entries", listed));
        } else if (bytes == null) {
            problem(request, 404, "not-here", "The block " + cid + " is not here.", new JsonObject());
        } else {
            response.putHeader("Whypfs-Kind", view.equals("auto") ? "file" : view);
            bytes(request, bytes);
        }
    }

    private void bytes(HttpServerRequest request, byte[] bytes) {
        HttpServerResponse response = request.response();
        response.putHeader("Whypfs-Size", Integer.toString(bytes.length));
        String range = request.getHeader("Range");
        int from = 0;
        int to = bytes.length - 1;
        if (range != null) {
            String[] ends = range.substring("bytes=".length()).split("-", -1);
            if (ends[0].isEmpty()) {
                from = Math.max(0, bytes.length - Integer.parseInt(ends[1]));
            } else {
                from = Integer.parseInt(ends[0]);
                to = ends[1].isEmpty() ? to : Math.min(to, Integer.parseInt(ends[1]));
            }
            if (from >= bytes.length) {
                problem(
                        request,
                        416,
                        "range",
                        "The range lies behind the end.",
                        new JsonObject().put("size", bytes.length));
                return;
            }
            response.setStatusCode(206).putHeader("Content-Range", "bytes " + from + "-" + to + "/" + bytes.length);
        }
        Buffer body = Buffer.buffer(bytes).getBuffer(from, to + 1);
        response.putHeader("Content-Length", Integer.toString(body.length()));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else if (cutsReads) {
            response.write(body.getBuffer(0, body.length() / 2))
                    .onComplete(written -> request.connection().close());
        } else {
            response.end(body);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
