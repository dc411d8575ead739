package io.whypfs.api.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.whypfs.kit.internal.InternalCredential;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks other services; every question has a time limit.
 *
 * <p>The future fails with a {@link ProblemException} when the service said no, and with any other exception when it could
 * not be asked. Handlers run on the caller's context.
 */
public final class InternalClient {

    private final HttpClient http;
    private final InternalCredential credential;

    public InternalClient(HttpClient http, InternalCredential credential) {
        this.http = http;
        this.credential = credential;
    }

    public Future<JsonNode> get(Endpoint endpoint, String uri, Duration limit) {
        return ask(HttpMethod.GET, endpoint, uri, null, limit);
    }

    public Future<JsonNode> post(Endpoint endpoint, String uri, Object body, Duration limit) {
        return ask(HttpMethod.POST, endpoint, uri, body, limit);
    }

    public Future<JsonNode> put(Endpoint endpoint, String uri, Object body, Duration limit) {
        return ask(HttpMethod.PUT, endpoint, uri, body, limit);
    }

    public Future<JsonNode> delete(Endpoint endpoint, String uri, Duration limit) {
        return ask(HttpMethod.DELETE, endpoint, uri, null, limit);
    }

    private Future<JsonNode> ask(
            HttpMethod method, Endpoint endpoint, String uri, @Nullable Object body, Duration limit) {
        RequestOptions options = endpoint.request(method, uri)
                .setConnectTimeout(limit.toMillis())
                .setIdleTimeout(limit.toMillis())
                .putHeader(InternalCredential.HEADER, credential.token());
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return http.request(options)
                .compose(request -> (body == null
                                ? request.send()
                                : request.send(Buffer.buffer(InternalJson.write(body))))
                        .compose(response -> response.body().map(bytes -> read(response.statusCode(), bytes)))
                        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(failure -> request.reset()));
    }

    private static JsonNode read(int status, Buffer body) {
        if (status >= 300) {
            throw ProblemException.of(status, body.getBytes());
        }
        return body.length() == 0 ? MissingNode.getInstance() : InternalJson.read(body.getBytes());
    }
}
