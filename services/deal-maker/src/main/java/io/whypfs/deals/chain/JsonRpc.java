package io.whypfs.deals.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.whypfs.deals.chain.CallObserver.Outcome;
import io.whypfs.deals.chain.ChainException.BadNodeAnswer;
import io.whypfs.deals.chain.ChainException.NodeRefused;
import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0 with positional parameters over HTTP POST, one call per request.
 *
 * <p>The body is read whatever the HTTP status is: nodes send errors with 200 and with 500. Source: JSON-RPC 2.0;
 * FRC-0116 for the statuses.
 */
final class JsonRpc {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int SHOWN = 120;

    /** How often and how patiently a read is repeated. */
    record Patience(int attempts, Duration firstPause, Duration longestPause) {}

    private final NodeHttp http;
    private final Patience patience;
    private final CallObserver observer;
    private final RandomGenerator random;
    private final Pause pause;
    private final AtomicLong ids = new AtomicLong();

    JsonRpc(NodeHttp http, Patience patience, CallObserver observer, RandomGenerator random, Pause pause) {
        this.http = http;
        this.patience = patience;
        this.observer = observer;
        this.random = random;
        this.pause = pause;
    }

    /** A question that may be repeated: it is, while the node is away or busy. */
    Answer read(String method, ArrayNode params) throws ChainException {
        Duration wait = patience.firstPause();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(method, params);
            } catch (Busy e) {
                Duration asked = e.retryAfter.orElse(wait);
                if (attempt >= patience.attempts() || asked.compareTo(patience.longestPause()) > 0) {
                    throw e.asUnreachable();
                }
                sleep(method, asked);
            }
            wait = wait.multipliedBy(2);
        }
    }

    /** A call that is made once, whatever comes of it. */
    Answer call(String method, ArrayNode params) throws ChainException {
        try {
            return once(method, params);
        } catch (Busy e) {
            throw e.asUnreachable();
        }
    }

    private void sleep(String method, Duration time) throws NodeUnreachable {
        try {
            // A quarter more or less, so that many waiting threads do not come back at once.
            pause.sleep(time.multipliedBy(75 + random.nextInt(51)).dividedBy(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeUnreachable("The wait for the chain node's answer to " + method + " was interrupted.", e);
        }
    }

    private Answer once(String method, ArrayNode params) throws ChainException, Busy {
        long id = ids.incrementAndGet();
        long started = System.nanoTime();
        Outcome outcome = Outcome.unusable;
        try {
            NodeHttp.Reply reply = http.post(method, NodeJson.request(id, method, params));
            Answer answer = answer(method, id, reply);
            outcome = Outcome.answered;
            return answer;
        } catch (NodeRefused e) {
            outcome = Outcome.refused;
            throw e;
        } catch (NodeUnreachable e) {
            outcome = Outcome.unreachable;
            throw new Busy(String.valueOf(e.getMessage()), Optional.empty(), e);
        } catch (Busy e) {
            outcome = Outcome.unreachable;
            throw e;
        } finally {
            observer.called(method, outcome, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static Answer answer(String method, long id, NodeHttp.Reply reply) throws ChainException, Busy {
        if (reply.status() == TOO_MANY) {
            throw new Busy(
                    "The chain node has too many requests to answer " + method + " (HTTP 429).",
                    reply.retryAfter(),
                    null);
        }
        Optional<JsonNode> body = NodeJson.parse(reply.body());
        Optional<JsonNode> error = body.map(node -> node.path("error")).filter(JsonNode::isObject);
        if (error.isPresent()) {
            throw refusal(method, error.get());
        }
        if (reply.status() == UNAUTHORIZED || reply.status() == FORBIDDEN) {
            throw new NodeRefused(
                    method,
                    reply.status(),
                    "the token is missing or not good for this method; see whypfs.chain.token.");
        }
        if (reply.status() >= SERVER_ERRORS) {
            throw new Busy(
                    "The chain node answered " + method + " with HTTP " + reply.status() + ": " + shown(reply),
                    reply.retryAfter(),
                    null);
        }
        if (reply.status() != OK) {
            throw new NodeRefused(method, reply.status(), "HTTP " + reply.status() + ", " + shown(reply));
        }
        JsonNode whole = body.filter(JsonNode::isObject)
                .orElseThrow(() -> new BadNodeAnswer(method, "it is no JSON object, but begins with " + shown(reply)));
        JsonNode answeredId = whole.path("id");
        if (!whole.path("jsonrpc").asText().equals("2.0")
                || !answeredId.isIntegralNumber()
                || answeredId.longValue() != id) {
            throw new BadNodeAnswer(method, "it is no JSON-RPC 2.0 answer to the request " + id + ".");
        }
        return new Answer(method, "result", whole.path("result"));
    }

    private static NodeRefused refusal(String method, JsonNode error) throws Busy {
        int code = error.path("code").asInt();
        String message = error.path("message").asText();
        if (code == TOO_MANY) {
            throw new Busy("The chain node has too many requests to answer " + method + ".", Optional.empty(), null);
        }
        return new NodeRefused(method, code, message);
    }

    private static String shown(NodeHttp.Reply reply) {
        String text = new String(reply.body(), 0, Math.min(reply.body().length, SHOWN), StandardCharsets.UTF_8);
        return "'" + text.replaceAll("[^\\x20-\\x7e]", ".") + "'";
    }

    /** The node is away or wants us to wait; a read is tried again. */
    private static final class Busy extends Exception {
        private final transient Optional<Duration> retryAfter;

        Busy(String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        NodeUnreachable asUnreachable() {
            return getCause() instanceof NodeUnreachable cause
                    ? cause
                    : new NodeUnreachable(String.valueOf(getMessage()));
        }
    }
}
