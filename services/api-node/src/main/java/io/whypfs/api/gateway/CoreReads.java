package io.whypfs.api.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.kit.internal.InternalCredential;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Read requests to a core's door; an answer comes paused, with its head only. */
final class CoreReads {

    /** Until the head of an answer: a core that only waits for its disk takes far less. */
    private static final Duration HEAD_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final InternalCredential credential;

    CoreReads(HttpClient http, InternalCredential credential) {
        this.http = http;
        this.credential = credential;
    }

    Future<HttpClientResponse> read(
            CoreNode core, HttpMethod method, ContentPath path, View view, @Nullable String range) {
        RequestOptions options = core.endpoint()
                .request(method, "/internal/v1/dag/" + path.root() + path.encodedBelow() + "?view=" + view.atCore())
                .putHeader(InternalCredential.HEADER, credential.token());
        if (range != null) {
            options.putHeader("Range", range);
        }
        // A kept connection may be closed by the core just as it is used; reading twice is safe.
        return send(options)
                .recover(failure ->
                        failure instanceof HttpClosedException ? send(options) : Future.failedFuture(failure));
    }

    private Future<HttpClientResponse> send(RequestOptions options) {
        return http.request(options)
                .compose(request -> request.send()
                        .map(response -> {
                            response.pause();
                            return response;
                        })
                        .timeout(HEAD_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(late -> request.reset()));
    }

    /** Gets rid of an answer that is not wanted: a short one is read away so that its connection stays. */
    static void drop(HttpClientResponse response) {
        String length = response.getHeader("Content-Length");
        if (length != null && length.length() <= 5) {
            response.handler(unread -> {});
            response.resume();
        } else {
            cut(response);
        }
    }

    /** Breaks an answer off whose rest nobody wants. */
    static void cut(HttpClientResponse response) {
        try {
            response.exceptionHandler(expected -> {});
        } catch (IllegalStateException alreadyEnded) {
            // Its connection is free already: nothing is left to break off.
            return;
        }
        response.request().reset();
    }
}
