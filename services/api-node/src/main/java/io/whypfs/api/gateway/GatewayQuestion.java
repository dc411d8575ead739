package io.whypfs.api.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the gateway.
 *
 * @param formatByAccept the form came by the Accept header alone
 * @param filename empty: none was given
 * @param range a single range, as sent; null: the whole
 */
record GatewayQuestion(
        ContentPath path,
        String requestPath,
        View view,
        boolean formatByAccept,
        boolean head,
        String filename,
        boolean download,
        @Nullable String range,
        @Nullable String ifNoneMatch,
        @Nullable String ifRange,
        boolean onlyIfCached) {

    private static final String RAW = "application/vnd.ipld.raw";
    private static final String CAR = "application/vnd.ipld.car";
    private static final Set<String> SCOPES = Set.of("all", "entity", "block");

    /**
     * Reads a request whose path begins with {@code prefix}.
     *
     * @throws GatewayException when it cannot be read, or asks for a form that is not served
     */
    static GatewayQuestion of(HttpServerRequest request, String prefix) {
        String requestPath = request.path();
        ContentPath path = ContentPath.parse(requestPath.substring(prefix.length()));
        MultiMap headers = request.headers();
        if ("script".equals(headers.get("Service-Worker")) && path.segments().isEmpty()) {
            throw new GatewayException(400, "A service worker cannot be registered for a whole CID.");
        }
        boolean hasQuery = request.query() != null;
        String format = hasQuery ? request.getParam("format") : null;
        String byAccept = format == null ? acceptedFormat(headers.get("Accept")) : null;
        String cacheControl = headers.get("Cache-Control");
        return new GatewayQuestion(
                path,
                requestPath,
                view(request, hasQuery, format != null ? format : byAccept),
                byAccept != null,
                request.method() == HttpMethod.HEAD,
                hasQuery ? or(request.getParam("filename"), "") : "",
                hasQuery && "true".equals(request.getParam("download")),
                singleRange(headers.get("Range")),
                headers.get("If-None-Match"),
                headers.get("If-Range"),
                cacheControl != null && cacheControl.contains("only-if-cached"));
    }

    private static View view(HttpServerRequest request, boolean hasQuery, @Nullable String format) {
        if (format == null) {
            return new View.Page();
        }
        return switch (format) {
            case "raw" -> new View.Raw();
            case "car" -> car(request, hasQuery);
            default ->
                throw new GatewayException(406, "The formats served here are raw and car; leave format out for files.");
        };
    }

    private static View car(HttpServerRequest request, boolean hasQuery) {
        if (!hasQuery) {
            return new View.Car("all");
        }
        String version = or(request.getParam("car-version"), "1");
        if (!version.equals("1")) {
            throw new GatewayException(406, "Only version 1 of CAR is served.");
        }
        if (request.getParam("entity-bytes") != null) {
            throw new GatewayException(501, "entity-bytes is not served yet: ask for dag-scope=entity instead.");
        }
        String scope = or(request.getParam("dag-scope"), "all");
        if (!SCOPES.contains(scope)) {
            throw new GatewayException(400, "dag-scope is one of all, entity and block.");
        }
        return new View.Car(scope);
    }

    private static @Nullable String acceptedFormat(@Nullable String accept) {
        if (accept == null || !accept.contains("vnd.ipld")) {
            return null;
        }
        String lower = accept.toLowerCase(Locale.ROOT);
        if (lower.contains(CAR)) {
            if (lower.contains("version=2")) {
                throw new GatewayException(406, "Only version 1 of CAR is served.");
            }
            return "car";
        }
        return lower.contains(RAW) ? "raw" : null;
    }

    /** Several ranges are answered with the whole, as RFC 9110 allows. */
    private static @Nullable String singleRange(@Nullable String range) {
        return range == null || !range.startsWith("bytes=") || range.indexOf(',') >= 0 ? null : range;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
