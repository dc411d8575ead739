package io.whypfs.deals.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * A node over real HTTP that answers with the sample of each method in the vectors, or with what a test sets, and refuses
 * requests whose parameters have another number or other types than the sample's.
 */
final class StubNode implements AutoCloseable {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> samples = new HashMap<>();
    private final Map<String, JsonNode> results = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Raw> raw = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile String token = "";

    /** An answer as it stands, with its own delay. */
    record Raw(int status, String body, Map<String, String> headers, long delayMillis) {
        static Raw of(int status, String body) {
            return new Raw(status, body, Map.of(), 0);
        }
    }

    StubNode() {
        try (InputStream in = StubNode.class.getResourceAsStream("/vectors/filecoin/node-rpc-shapes.json")) {
            for (JsonNode method : MAPPER.readTree(in).get("methods")) {
                samples.put(method.get("method").textValue(), method);
            }
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode genesis = MAPPER.createObjectNode();
        genesis.set("params", MAPPER.createArrayNode());
        genesis.set("result", samples.get("Filecoin.ChainHead").get("result"));
        samples.put("Filecoin.ChainGetGenesis", genesis);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/rpc/v1";
    }

    int port() {
        return server.getAddress().getPort();
    }

    JsonNode sample(String method) {
        return samples.get(method).get("result").deepCopy();
    }

    void answer(String method, JsonNode result) {
        results.put(method, result);
    }

    void answer(String method, String json) {
        try {
            results.put(method, MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next request, whatever it is, gets this. */
    void next(Raw answer) {
        raw.add(answer);
    }

    void wantToken(String wanted) {
        token = wanted;
    }

    /** All requests that were understood, in order. */
    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Raw scripted = raw.poll();
            Raw answer = scripted == null ? answer(exchange, body) : scripted;
            if (answer.delayMillis() > 0) {
                Thread.sleep(answer.delayMillis());
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Raw answer(HttpExchange exchange, byte[] body) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/rpc/v1")
                || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return Raw.of(404, "no such page");
        }
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (!token.isEmpty() && !("Bearer " + token).equals(shown)) {
            return Raw.of(401, "");
        }
        JsonNode request = MAPPER.readTree(body);
        JsonNode id = request.path("id");
        if (request.size() != 4 || !request.path("jsonrpc").asText().equals("2.0") || !id.isIntegralNumber()) {
            return error(id, -32600, "invalid request");
        }
        String method = request.path("method").asText();
        JsonNode sample = samples.get(method);
        if (sample == null) {
            return error(id, -32601, "method '" + method + "' not found");
        }
        String wrong = mismatch(request.path("params"), sample.get("params"), "params");
        if (!wrong.isEmpty()) {
            return error(id, -32602, wrong);
        }
        requests.add(request);
        JsonNode result = results.getOrDefault(method, sample.get("result"));
        if (result.has("rpcError")) {
            return new Raw(
                    500,
                    error(
                                    id,
                                    result.get("rpcError").intValue(),
                                    result.get("message").textValue())
                            .body(),
                    Map.of(),
                    0);
        }
        ObjectNode whole = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        whole.set("id", id);
        whole.set("result", result);
        return Raw.of(200, whole.toString());
    }

    private static Raw error(JsonNode id, int code, String message) {
        ObjectNode whole = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        whole.set("id", id);
        whole.set("error", MAPPER.createObjectNode().put("code", code).put("message", message));
        return Raw.of(200, whole.toString());
    }

    /** What is wrong with a parameter, or nothing. Members may be left out, none may be added; a list may be empty. */
    private static String mismatch(JsonNode given, JsonNode sample, String path) {
        if (given.getNodeType() != sample.getNodeType()) {
            return path + " is a " + given.getNodeType() + " and should be a " + sample.getNodeType();
        }
        if (sample instanceof ArrayNode list) {
            boolean isKey = !list.isEmpty() && list.get(0).has("/");
            if (isKey && given.isEmpty()) {
                return "";
            }
            if (given.size() != list.size()) {
                return path + " has " + given.size() + " items and should have " + list.size();
            }
            for (int i = 0; i < list.size(); i++) {
                String wrong = mismatch(given.get(i), list.get(i), path + "[" + i + "]");
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        if (sample.isObject()) {
            for (Map.Entry<String, JsonNode> member : given.properties()) {
                JsonNode wanted = sample.get(member.getKey());
                String wrong = wanted == null
                        ? path + " has an unknown member " + member.getKey()
                        : mismatch(member.getValue(), wanted, path + "." + member.getKey());
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
