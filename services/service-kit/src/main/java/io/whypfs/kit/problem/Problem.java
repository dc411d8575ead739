package io.whypfs.kit.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as problem JSON (RFC 9457, section 3): {@code {"type":"urn:whypfs:problem:<slug>","title","status","detail"}}
 * and more members.
 *
 * @param status HTTP status
 * @param slug stable name of the kind of problem
 * @param title the kind of problem in words
 * @param detail one sentence about this occurrence: names the thing and says what to do
 * @param members further members by name
 */
public record Problem(int status, String slug, String title, String detail, Map<String, Object> members) {

    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String TYPE_PREFIX = "urn:whypfs:problem:";

    public Problem {
        members = Map.copyOf(members);
    }

    public Problem(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, Map.of());
    }

    /** This problem with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, slug, title, detail, more);
    }

    public String type() {
        return TYPE_PREFIX + slug;
    }

    public String toJson() {
        JsonObject json = new JsonObject()
                .put("type", type())
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        members.forEach(json::put);
        return json.encode();
    }

    /** Answers with this problem, for routes that are not JAX-RS; the response must not have been begun. */
    public void send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(toJson());
    }
}
