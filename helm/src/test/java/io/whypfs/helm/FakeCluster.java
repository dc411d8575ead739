package io.whypfs.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * As much of a Kubernetes API server as Helm needs to install a chart: it keeps what it is given, in order, runs nothing,
 * and says of every job that it is complete.
 */
final class FakeCluster implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "/namespaces/files/";
    private static final Map<String, Map<String, String>> KINDS = Map.of(
            "/api/v1",
                    Map.of(
                            "secrets", "Secret",
                            "services", "Service",
                            "configmaps", "ConfigMap",
                            "serviceaccounts", "ServiceAccount"),
            "/apis/apps/v1", Map.of("deployments", "Deployment", "statefulsets", "StatefulSet"),
            "/apis/policy/v1", Map.of("poddisruptionbudgets", "PodDisruptionBudget"),
            "/apis/batch/v1", Map.of("jobs", "Job"));

    private final HttpServer server;
    private final Map<String, ObjectNode> objects = Collections.synchronizedMap(new TreeMap<>());
    private final List<JsonNode> made = Collections.synchronizedList(new ArrayList<>());

    FakeCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Puts a Secret there that the release {@code demo} has made before. */
    void hold(String name, String key, String base64) {
        ObjectNode secret = object("v1", "Secret");
        ObjectNode metadata = secret.putObject("metadata").put("name", name).put("namespace", "files");
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "Helm");
        metadata.putObject("annotations")
                .put("meta.helm.sh/release-name", "demo")
                .put("meta.helm.sh/release-namespace", "files");
        secret.putObject("data").put(key, base64);
        objects.put("/api/v1" + NAMESPACE + "secrets/" + name, secret);
    }

    /** What Helm made or changed, in its order. */
    List<JsonNode> made() {
        return List.copyOf(made);
    }

    String kubeConfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                users: [{name: nobody, user: {}}]
                current-context: fake
                """.formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/openapi/v2")) {
            // An empty protocol buffer: no schema is known, so Helm skips the comparison.
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        JsonNode body = switch (exchange.getRequestMethod()) {
            case "GET" -> find(path);
            case "POST" -> keep(exchange, path);
            case "PUT" -> notesOnTheRelease();
            case "PATCH" -> change(exchange, path);
            default -> null;
        };
        byte[] bytes = JSON.writeValueAsBytes(body != null ? body : notFound());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body != null ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode keep(HttpExchange exchange, String collection) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body[0] != '{') {
            return notesOnTheRelease();
        }
        ObjectNode object = (ObjectNode) JSON.readTree(body);
        if (object.path("kind").asText().equals("Job")) {
            object.putObject("status")
                    .putArray("conditions")
                    .addObject()
                    .put("type", "Complete")
                    .put("status", "True");
        }
        objects.put(collection + "/" + Chart.name(object), object);
        made.add(object);
        return object;
    }

    private JsonNode change(HttpExchange exchange, String path) throws IOException {
        ObjectNode changed = objects.get(path).deepCopy();
        JSON.readerForUpdating(changed).readValue(exchange.getRequestBody());
        objects.put(path, changed);
        made.add(changed);
        return changed;
    }

    private JsonNode find(String path) throws IOException {
        if (path.equals("/version")) {
            return JSON.readTree("{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.0\"}");
        }
        if (path.equals("/api")) {
            return JSON.readTree("{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        }
        if (path.equals("/apis")) {
            return groups();
        }
        if (KINDS.containsKey(path)) {
            return resources(path);
        }
        if (path.endsWith(NAMESPACE + "secrets")) {
            return list("v1", "SecretList", List.of());
        }
        if (path.endsWith(NAMESPACE + "jobs")) {
            return list("batch/v1", "JobList", under(path));
        }
        return objects.get(path);
    }

    private List<ObjectNode> under(String collection) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(collection + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static JsonNode list(String version, String kind, List<ObjectNode> items) {
        ObjectNode list = object(version, kind);
        list.putObject("metadata").put("resourceVersion", "1");
        list.putArray("items").addAll(items);
        return list;
    }

    private static JsonNode groups() {
        ObjectNode list = object("v1", "APIGroupList");
        var groups = list.putArray("groups");
        for (String name : List.of("apps", "policy", "batch")) {
            ObjectNode group = groups.addObject().put("name", name);
            group.putArray("versions")
                    .addObject()
                    .put("groupVersion", name + "/v1")
                    .put("version", "v1");
            group.putObject("preferredVersion")
                    .put("groupVersion", name + "/v1")
                    .put("version", "v1");
        }
        return list;
    }

    private static JsonNode resources(String path) {
        ObjectNode list = object("v1", "APIResourceList").put("groupVersion", path.replaceFirst("^/apis?/", ""));
        var resources = list.putArray("resources");
        KINDS.get(path)
                .forEach((name, kind) -> resources
                        .addObject()
                        .put("name", name)
                        .put("kind", kind)
                        .put("namespaced", true)
                        .putArray("verbs")
                        .add("get")
                        .add("create"));
        return list;
    }

    /** Helm keeps notes in a Secret, written as protocol buffers; nobody here reads them again. */
    private static ObjectNode notesOnTheRelease() {
        return object("v1", "Secret");
    }

    private static ObjectNode notFound() {
        return object("v1", "Status")
                .put("status", "Failure")
                .put("reason", "NotFound")
                .put("message", "not found")
                .put("code", 404);
    }

    private static ObjectNode object(String version, String kind) {
        return JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
