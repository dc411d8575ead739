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

/** Writes the bytes that a core gave, or the page of a directory, and finds out their media type; event loop only. */
final class GatewayAnswer {

    private static final int SMALL_BYTES = 64 << 10;

    private final RoutingContext context;
    private final GatewayQuestion question;
    private final GatewayExchange.Parts parts;
    private final GatewayHeaders headers;

    GatewayAnswer(
            RoutingContext context, GatewayQuestion question, GatewayExchange.Parts parts, GatewayHeaders headers) {
        this.headers = headers;
        this.context = context;
        this.question = question;
        this.parts = parts;
    }

    /** Writes the answer; fails, with nothing written, when the core broke off before anything was sent on. */
    Future<Void> write(CoreNode core, HttpClientResponse from) {
        String etag = headers.tag(from);
        if (headers.needsSlash(from)) {
            CoreReads.drop(from);
            headers.redirectToSlash();
            return Future.succeededFuture();
        }
        if (EntityTags.matches(question.ifNoneMatch(), etag)) {
            CoreReads.drop(from);
            headers.notModified(etag);
            return Future.succeededFuture();
        }
        if (GatewayHeaders.kind(from).equals("directory") && question.view() instanceof View.Page) {
            return writePage(from, etag);
        }
        return mediaType(core, from).compose(type -> writeBytes(from, etag, type));
    }

    private Future<Void> writePage(HttpClientResponse from, String etag) {
        if (question.head()) {
            CoreReads.drop(from);
            headers.page(from, etag).end();
            return Future.succeededFuture();
        }
        Future<Buffer> body = from.body();
        from.resume();
        return body.compose(entries -> onWorker(() -> {
                    JsonNode listing = InternalJson.read(entries.getBytes());
                    return DirectoryPage.render(question.path(), listing.path("entries"));
                }))
                .onSuccess(page -> headers.page(from, etag).end(page))
                .mapEmpty();
    }

    private Future<Void> writeBytes(HttpClientResponse from, String etag, Optional<String> type) {
        HttpServerResponse to = context.response();
        String length = from.getHeader("Content-Length");
        if (question.head()) {
            CoreReads.drop(from);
            headers.bytes(from, etag, type.orElse("application/octet-stream"));
            to.end();
            return Future.succeededFuture();
        }
        if (length != null && length.length() <= 5 && Integer.parseInt(length) <= SMALL_BYTES) {
            Future<Buffer> body = from.body();
            from.resume();
            return body.onSuccess(bytes -> {
                        headers.bytes(from, etag, type.orElseGet(() -> sniff(from, bytes.getBytes())));
                        to.end(bytes);
                    })
                    .mapEmpty();
        }
        headers.bytes(from, etag, type.orElse("application/octet-stream"));
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
        if (GatewayHeaders.kind(from).equals("symlink")) {
            return known("inode/symlink");
        }
        if (GatewayHeaders.kind(from).equals("directory-index")) {
            return known("text/html; charset=utf-8");
        }
        Optional<String> byName = parts.types()
                .ofName(question.filename().isEmpty() ? question.path().lastName() : question.filename());
        if (byName.isPresent()) {
            return Future.succeededFuture(byName);
        }
        String remembered = parts.types().remembered(headers.cid(from));
        if (remembered != null) {
            return known(remembered);
        }
        return isWholeAndShort(from) ? Future.succeededFuture(Optional.empty()) : sniffAtCore(core, from);
    }

    private Future<Optional<String>> sniffAtCore(CoreNode core, HttpClientResponse from) {
        if ("0".equals(from.getHeader("Whypfs-Size"))) {
            return known(parts.types().sniff(headers.cid(from), new byte[0]));
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
        return parts.types().sniff(headers.cid(from), Arrays.copyOf(start, length));
    }

    private boolean isWholeAndShort(HttpClientResponse from) {
        String length = from.getHeader("Content-Length");
        return !question.head()
                && from.statusCode() == 200
                && length != null
                && length.length() <= 5
                && Integer.parseInt(length) <= SMALL_BYTES;
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
