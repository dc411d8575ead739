package io.whypfs.api.http;

import static io.whypfs.api.stub.Api.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document that the running service gives. */
final class Document {

    private static final Set<String> VERBS = Set.of("get", "head", "post", "put", "delete", "patch");

    private final JsonObject whole = new JsonObject(get("/openapi?format=json").text());

    /** An operation: what the document says of one route. */
    record Operation(String verb, String path, JsonObject json) {

        /** As the code names it, such as {@code GET /content/:id}. */
        String route() {
            return verb + " " + path.replaceAll("\\{(\\w+)}", ":$1");
        }

        boolean isStreaming() {
            return path.startsWith("/ipfs/")
                    || path.startsWith("/gw/ipfs/")
                    || Set.of("/content/add", "/put", "/content/add-car").contains(path);
        }

        /** The scope of the key that it wants; empty for none. */
        String scope() {
            JsonArray security = json.getJsonArray("security", new JsonArray());
            return security.isEmpty()
                    ? ""
                    : security.getJsonObject(0).getJsonArray("key").getString(0);
        }

        Set<String> statuses() {
            return new TreeSet<>(json.getJsonObject("responses").fieldNames());
        }

        boolean hasBody() {
            return json.containsKey("requestBody");
        }
    }

    /** A parameter of an operation. */
    record Parameter(String name, String in, boolean required, JsonObject json) implements Comparable<Parameter> {

        String type() {
            JsonObject schema = json.getJsonObject("schema", new JsonObject());
            return schema.getString("type", "") + schema.getString("format", "");
        }

        @Override
        public int compareTo(Parameter other) {
            return (in + name).compareTo(other.in + other.name);
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = whole.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String verb : paths.getJsonObject(path).fieldNames()) {
                if (VERBS.contains(verb)) {
                    operations.add(new Operation(
                            verb.toUpperCase(Locale.ROOT),
                            path,
                            paths.getJsonObject(path).getJsonObject(verb)));
                }
            }
        }
        return operations;
    }

    List<Parameter> parameters(Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (Object one : operation.json().getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = resolved((JsonObject) one);
            parameters.add(new Parameter(
                    parameter.getString("name"),
                    parameter.getString("in"),
                    parameter.getBoolean("required", false),
                    parameter));
        }
        parameters.sort(null);
        return parameters;
    }

    private JsonObject resolved(JsonObject json) {
        String reference = json.getString("$ref");
        if (reference == null) {
            return json;
        }
        JsonObject found = whole;
        for (String name : reference.substring(2).split("/")) {
            found = found.getJsonObject(name);
        }
        return found;
    }
}
