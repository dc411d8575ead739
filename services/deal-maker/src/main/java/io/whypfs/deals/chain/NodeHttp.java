package io.whypfs.deals.chain;

import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** POSTs bodies to one node. The time limit covers the whole answer, its body too. Safe for use by several threads. */
final class NodeHttp {

    private static final int CONNECT_AT_MOST_SECONDS = 5;

    private final HttpClient client;
    private final ApiInfo node;
    private final Duration timeout;
    private final long maxAnswerBytes;

    NodeHttp(ApiInfo node, Duration timeout, long maxAnswerBytes) {
        this.node = node;
        this.timeout = timeout;
        this.maxAnswerBytes = maxAnswerBytes;
        Duration connect = Duration.ofSeconds(CONNECT_AT_MOST_SECONDS);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect.compareTo(timeout) < 0 ? connect : timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** An HTTP answer, whatever its status. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, byte[] body, Optional<Duration> retryAfter) {}

    /** @param method only named in errors */
    Reply post(String method, byte[] body) throws NodeUnreachable {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.endpoint())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        node.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxAnswerBytes));
        try {
            return reply(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new NodeUnreachable("The wait for the chain node's answer to " + method + " was interrupted.", e);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw tooSlow(method, e);
        } catch (ExecutionException e) {
            throw failed(method, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
        return new Reply(response.statusCode(), response.body(), retryAfter);
    }

    private NodeUnreachable failed(String method, Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return tooSlow(method, cause);
        }
        if (cause instanceof ConnectException) {
            return new NodeUnreachable("Nobody answers at the chain node's address " + node.endpoint() + ".", cause);
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("body exceeds capacity")) {
            return new NodeUnreachable(
                    "The chain node's answer to " + method + " is larger than " + maxAnswerBytes
                            + " bytes (whypfs.chain.max-answer).",
                    cause);
        }
        return new NodeUnreachable(
                "The connection to the chain node at " + node.endpoint() + " broke during " + method + ": "
                        + cause.getMessage(),
                cause);
    }

    private NodeUnreachable tooSlow(String method, Throwable cause) {
        return new NodeUnreachable(
                "The chain node at " + node.endpoint() + " did not answer " + method + " within " + timeout.toMillis()
                        + " ms.",
                cause);
    }
}
