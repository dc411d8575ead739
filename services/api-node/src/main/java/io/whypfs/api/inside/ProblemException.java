package io.whypfs.api.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.whypfs.api.errors.ApiException;

/** A service answered with a problem: its slug is stable, its detail is for people. */
public final class ProblemException extends RuntimeException {

    private static final String PREFIX = "urn:whypfs:problem:";

    private final int status;
    private final String slug;
    private final String detail;
    private final JsonNode members;

    private ProblemException(int status, String slug, String detail, JsonNode members) {
        super(status + " " + slug + ": " + detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.detail = detail;
        this.members = members;
    }

    /** Reads problem JSON; a body that is none gives an empty slug. */
    public static ProblemException of(int status, byte[] body) {
        JsonNode json;
        try {
            json = InternalJson.read(body);
        } catch (IllegalArgumentException e) {
            json = MissingNode.getInstance();
        }
        String type = json.path("type").asText("");
        String slug = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
        return new ProblemException(status, slug, json.path("detail").asText(""), json);
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String detail() {
        return detail;
    }

    /** Further members by name; missing when the problem has none of that name. */
    public JsonNode member(String name) {
        return members.path(name);
    }

    /** What a client is told when this problem is none of those that the route knows. */
    public ApiException unexpected(String service) {
        return ApiException.unavailable(
                "The " + service + " could not answer (status " + status + "): try again in a moment.");
    }
}
