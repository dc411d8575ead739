package io.whypfs.api.gateway;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The path gateway's headers, and the answers that have nothing else: not modified, and to the path with a slash; event loop only. */
final class GatewayHeaders {

    private static final String IMMUTABLE = "public, max-age=29030400, immutable";
    private static final String LISTING = "public, max-age=604800, stale-while-revalidate=2678400";

    private final RoutingContext context;
    private final GatewayQuestion question;

    GatewayHeaders(RoutingContext context, GatewayQuestion question) {
        this.context = context;
        this.question = question;
    }

    /** Answers 304 where the request's ETag is that of a bare CID, whoever holds it. */
    boolean isKnownByClient() {
        String condition = question.ifNoneMatch();
        if (condition == null
                || condition.contains("*")
                || !question.path().segments().isEmpty()) {
            return false;
        }
        String cid = question.path().root().toString();
        for (String etag : possibleTags(cid)) {
            if (EntityTags.matches(condition, etag)) {
                notModified(etag);
                return true;
            }
        }
        return false;
    }

    /** Answers 304 where the request's ETag is that of the path's end. */
    boolean isKnownByClient(HttpClientResponse head) {
        String etag = tag(head);
        if (needsSlash(head) || !EntityTags.matches(question.ifNoneMatch(), etag)) {
            return false;
        }
        notModified(etag);
        return true;
    }

    /** The range to ask for; none where If-Range names another version, or the form has no ranges. */
    @Nullable
    String wantedRange() {
        if (question.view() instanceof View.Car || question.head()) {
            return null;
        }
        String condition = question.ifRange();
        if (condition == null || !question.path().segments().isEmpty()) {
            return condition == null ? question.range() : null;
        }
        boolean isSame =
                Arrays.asList(possibleTags(question.path().root().toString())).contains(condition);
        return isSame ? question.range() : null;
    }

    /** Of a directory's page. */
    HttpServerResponse page(HttpClientResponse from, String etag) {
        return common(from.getHeader("Whypfs-Roots"), etag, LISTING)
                .putHeader("Content-Type", "text/html; charset=utf-8");
    }

    /** Of a file, a block or a CAR. */
    void bytes(HttpClientResponse from, String etag, String type) {
        HttpServerResponse to = common(from.getHeader("Whypfs-Roots"), etag, IMMUTABLE);
        to.setStatusCode(from.statusCode());
        to.putHeader("Content-Type", type);
        boolean isCar = question.view() instanceof View.Car;
        to.putHeader("Accept-Ranges", isCar ? "none" : "bytes");
        String disposition = Dispositions.of(question, cid(from));
        if (disposition != null) {
            to.putHeader("Content-Disposition", disposition);
        }
        if (question.formatByAccept()) {
            String format = isCar ? "car" : "raw";
            to.putHeader("Content-Location", question.requestPath() + "?format=" + format);
        }
        copy(from, to, "Content-Length");
        copy(from, to, "Content-Range");
        if (from.getHeader("Content-Length") == null && !question.head()) {
            to.setChunked(true);
        }
    }

    private HttpServerResponse common(@Nullable String roots, String etag, String cacheControl) {
        HttpServerResponse to = context.response();
        to.putHeader("Etag", etag)
                .putHeader("Cache-Control", cacheControl)
                .putHeader("X-Ipfs-Path", question.path().canonical());
        if (roots != null) {
            to.putHeader("X-Ipfs-Roots", roots);
        }
        return to;
    }

    void notModified(String etag) {
        String cacheControl = etag.startsWith("\"DirIndex-") ? LISTING : IMMUTABLE;
        common(null, etag, cacheControl).setStatusCode(304).end();
    }

    void redirectToSlash() {
        String query = context.request().query();
        context.response()
                .setStatusCode(301)
                .putHeader("Location", question.requestPath() + "/" + (query == null ? "" : "?" + query))
                .end();
    }

    boolean needsSlash(HttpClientResponse from) {
        return question.view() instanceof View.Page
                && kind(from).startsWith("directory")
                && !question.path().endsWithSlash();
    }

    String tag(HttpClientResponse from) {
        String cid = cid(from);
        return switch (question.view()) {
            case View.Raw raw -> EntityTags.raw(cid);
            case View.Car car ->
                EntityTags.car(
                        question.path().root().toString(), question.path().encodedBelow(), car.scope());
            case View.Page page -> kind(from).equals("directory") ? EntityTags.listing(cid) : EntityTags.file(cid);
        };
    }

    private String[] possibleTags(String cid) {
        return switch (question.view()) {
            case View.Raw raw -> new String[] {EntityTags.raw(cid)};
            case View.Car car -> new String[] {EntityTags.car(cid, "", car.scope())};
            case View.Page page -> new String[] {EntityTags.file(cid), EntityTags.listing(cid)};
        };
    }

    String cid(HttpClientResponse from) {
        String cid = from.getHeader("Whypfs-Cid");
        return cid == null ? question.path().root().toString() : cid;
    }

    static String kind(HttpClientResponse from) {
        String kind = from.getHeader("Whypfs-Kind");
        return kind == null ? "file" : kind;
    }

    private static void copy(HttpClientResponse from, HttpServerResponse to, String header) {
        String value = from.getHeader(header);
        if (value != null) {
            to.putHeader(header, value);
        }
    }
}
