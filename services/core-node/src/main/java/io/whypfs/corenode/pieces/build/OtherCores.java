package io.whypfs.corenode.pieces.build;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.corenode.registry.Node;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.corenode.registry.Registry.NodeState;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.kit.internal.InternalCredential;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the other cores of the registry are asked for. Safe for use by any thread. */
final class OtherCores {

    /** As many as one question takes. */
    static final int MOST_ASKED = 1000;

    private static final int OK = 200;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 30_000;

    private final Registry registry;
    private final UUID self;
    private final String token;

    OtherCores(Registry registry, UUID self, InternalCredential credential) {
        this.registry = registry;
        this.self = self;
        this.token = credential.token();
    }

    /** Those that were heard of lately. */
    List<Node> living() {
        return registry.nodes().stream()
                .filter(seen -> seen.state() != NodeState.LOST)
                .map(Registry.SeenNode::node)
                .filter(node -> !node.id().equals(self))
                .toList();
    }

    /** Those that were not. */
    List<UUID> away() {
        return registry.nodes().stream()
                .filter(seen -> seen.state() == NodeState.LOST)
                .map(seen -> seen.node().id())
                .filter(id -> !id.equals(self))
                .toList();
    }

    /** Which of these blocks, at most {@link #MOST_ASKED}, a core has. */
    Set<Cid> have(Node core, List<Cid> cids) throws IOException {
        HttpURLConnection connection = open(core, "/internal/v1/have");
        try {
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            JsonArray texts = new JsonArray(cids.stream().map(Cid::toString).toList());
            byte[] question = new JsonObject().put("cids", texts).encode().getBytes(StandardCharsets.UTF_8);
            connection.getOutputStream().write(question);
            requireOk(connection);
            try (InputStream in = connection.getInputStream()) {
                JsonObject answer = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                Set<String> had = new HashSet<>();
                answer.getJsonArray("have", new JsonArray()).forEach(text -> had.add(text.toString()));
                Set<Cid> found = new HashSet<>(cids);
                found.removeIf(cid -> !had.contains(cid.toString()));
                return found;
            }
        } finally {
            connection.disconnect();
        }
    }

    /**
     * Copies a DAG, as far as the core has it. Every block is verified before it is handed over.
     *
     * @throws IOException when the core does not answer, or breaks off at a block that it does not have
     */
    void copy(Node core, Cid root, BlockSink sink) throws IOException {
        HttpURLConnection connection = open(core, "/internal/v1/dag/" + root + "?view=car");
        try {
            requireOk(connection);
            try (InputStream in = connection.getInputStream()) {
                CarReader car = new CarReader(in);
                for (var block = car.next(); block.isPresent(); block = car.next()) {
                    sink.put(block.get());
                }
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(Node core, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(core.url()).resolve(path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty(InternalCredential.HEADER, token);
        return connection;
    }

    private static void requireOk(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != OK) {
            throw new IOException(connection.getURL() + " answered " + status + ".");
        }
    }
}
