package io.whypfs.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.inside.InternalJson;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Writes what a core gave, with the headers of the path gateway; event loop only. */
final class GatewayAnswer {

    private static final String IMMUTABLE = "public, max-age=29030400, immutable";
    private static final String LISTING = "public, max-age=604800, stale-while-revalidate=2678400";
    private static final int SMALL_BYTES = 64 << 10;

    private final RoutingContext context;
    private final GatewayQuestion question;
    private final GatewayExchange.Parts parts;

    GatewayAnswer(RoutingContext context, GatewayQuestion question, GatewayExchange.Parts parts) {
        this.context = context;
        this.question = question;
        this.parts = parts;
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

    /** Writes the answer; fails, with nothing written, when the core broke off before anything was sent on. */
    Future<Void> write(CoreNode core, HttpClientResponse from) {
        String etag = tag(from);
        if (needsSlash(from)) {
            CoreReads.drop(from);
            redirectToSlash();
            return Future.succeededFuture();
        }
        if (EntityTags.matches(question.ifNoneMatch(), etag)) {
            CoreReads.drop(from);
            notModified(etag);
            return Future.succeededFuture();
        }
        if (kind(from).equals("directory") && question.view() instanceof View.Page) {
            return writePage(from, etag);
        }
        return mediaType(core, from).compose(type -> writeBytes(from, etag, type));
    }

    private Future<Void> writePage(HttpClientResponse from, String etag) {
        if (question.head()) {
            CoreReads.drop(from);
            common(from.getHeader("Whypfs-Roots"), etag, LISTING).putHeader("Content-Type", "text/html; charset=utf-8");
            context.response().end();
            return Future.succeededFuture();
        }
        Future<Buffer> body = from.body();
        from.resume();
        return body.compose(entries -> onWorker(() -> {
                    JsonNode listing = InternalJson.read(entries.getBytes());
                    return DirectoryPage.render(question.path(), listing.path("entries"));
                }))
                .onSuccess(page -> common(from.getHeader("Whypfs-Roots"), etag, LISTING)
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(page))
                .mapEmpty();
    }

    private Future<Void> writeBytes(HttpClientResponse from, String etag, Optional<String> type) {
        HttpServerResponse to = context.response();
        String length = from.getHeader("Content-Length");
        if (question.head()) {
            CoreReads.drop(from);
            head(from, etag, type.orElse("application/octet-stream"));
            to.end();
            return Future.succeededFuture();
        }
        if (length != null && length.length() <= 5 && Integer.parseInt(length) <= SMALL_BYTES) {
            Future<Buffer> body = from.body();
            from.resume();
            return body.onSuccess(bytes -> {
                        head(from, etag, type.orElseGet(() -> sniff(from, bytes.getBytes())));
                        to.end(bytes);
                    })
                    .mapEmpty();
        }
        head(from, etag, type.orElse("application/octet-stream"));
        to.closeHandler(gone -> CoreReads.cut(from));
        Promise<Void> done = Promise.promise();
        from.pipe().endOnFailure(false).to(to, piped -> {
            if (piped.failed() && !to.ended()) {
                // The client has a part already: a cut connection tells it that the rest is missing.
                context.request().connection().close();
            }
            done.complete();
        });
        return done.future();
    }

    /** The media type; empty where the first bytes decide and the whole short body is about to come. */
    private Future<Optional<String>> mediaType(CoreNode core, HttpClientResponse from) {
        if (question.view() instanceof View.Raw) {
            return known("application/vnd.ipld.raw");
        }
        if (question.view() instanceof View.Car) {
            return known("application/vnd.ipld.car; version=1; order=dfs; dups=n");
        }
        if (kind(from).equals("symlink")) {
            return known("inode/symlink");
        }
        if (kind(from).equals("directory-index")) {
            return known("text/html; charset=utf-8");
        }
        Optional<String> byName = parts.types()
                .ofName(question.filename().isEmpty() ? question.path().lastName() : question.filename());
        if (byName.isPresent()) {
            return Future.succeededFuture(byName);
        }
        String remembered = parts.types().remembered(cid(from));
        if (remembered != null) {
            return known(remembered);
        }
        return isWholeAndShort(from) ? Future.succeededFuture(Optional.empty()) : sniffAtCore(core, from);
    }

    private Future<Optional<String>> sniffAtCore(CoreNode core, HttpClientResponse from) {
        if ("0".equals(from.getHeader("Whypfs-Size"))) {
            return known(parts.types().sniff(cid(from), new byte[0]));
        }
        String range = "bytes=0-" + (ContentTypes.SNIFFED_BYTES - 1);
        return parts.reads()
                .read(core, HttpMethod.GET, question.path(), question.view(), range)
                .compose(start -> {
                    Future<Buffer> body = start.body();
                    start.resume();
                    return body;
                })
                .map(start -> Optional.of(sniff(from, start.getBytes())))
                .onFailure(failure -> CoreReads.cut(from));
    }

    private String sniff(HttpClientResponse from, byte[] start) {
        int length = Math.min(start.length, ContentTypes.SNIFFED_BYTES);
        return parts.types().sniff(cid(from), Arrays.copyOf(start, length));
    }

    private boolean isWholeAndShort(HttpClientResponse from) {
        String length = from.getHeader("Content-Length");
        return !question.head()
                && from.statusCode() == 200
                && length != null
                && length.length() <= 5
                && Integer.parseInt(length) <= SMALL_BYTES;
    }

    private void head(HttpClientResponse from, String etag, String type) {
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

    private void notModified(String etag) {
        String cacheControl = etag.startsWith("\"DirIndex-") ? LISTING : IMMUTABLE;
        common(null, etag, cacheControl).setStatusCode(304).end();
    }

    private void redirectToSlash() {
        String query = context.request().query();
        context.response()
                .setStatusCode(301)
                .putHeader("Location", question.requestPath() + "/" + (query == null ? "" : "?" + query))
                .end();
    }

    private boolean needsSlash(HttpClientResponse from) {
        return question.view() instanceof View.Page
                && kind(from).startsWith("directory")
                && !question.path().endsWithSlash();
    }

    private String tag(HttpClientResponse from) {
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

    private String cid(HttpClientResponse from) {
        String cid = from.getHeader("Whypfs-Cid");
        return cid == null ? question.path().root().toString() : cid;
    }

    private static String kind(HttpClientResponse from) {
        String kind = from.getHeader("Whypfs-Kind");
        return kind == null ? "file" : kind;
    }

    private static void copy(HttpClientResponse from, HttpServerResponse to, String header) {
        String value = from.getHeader(header);
        if (value != null) {
            to.putHeader(header, value);
        }
    }

    private static Future<Optional<String>> known(String type) {
        return Future.succeededFuture(Optional.of(type));
    }

    private Future<String> onWorker(Callable<String> work) {
        Context here = Vertx.currentContext();
        Promise<String> done = Promise.promise();
        parts.workers().execute(() -> {
            try {
                String result = work.call();
                here.runOnContext(back -> done.complete(result));
            } catch (Exception e) {
                here.runOnContext(back -> done.fail(e));
            }
        });
        return done.future();
    }
}
