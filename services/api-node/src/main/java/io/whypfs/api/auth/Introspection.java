package io.whypfs.api.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.api.inside.InternalJson;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose key this is, asked at auth-service.
 *
 * <p>An answer counts from the moment its question left, and for less than a second; questions about one key that are on
 * their way are shared. Refusals are remembered as well, failures to ask are not. Safe on any thread.
 */
public final class Introspection {

    private static final Logger LOG = LoggerFactory.getLogger(Introspection.class);
    private static final int REMEMBERED_KEYS = 100_000;

    private final InternalClient client;
    private final Endpoint authService;
    private final Duration limit;
    private final long keepNanos;
    private final Ticker ticker;
    private final Cache<String, Question> questions;

    public Introspection(InternalClient client, Endpoint authService, Duration limit, Duration keep, Ticker ticker) {
        this.client = client;
        this.authService = authService;
        this.limit = limit;
        this.keepNanos = keep.toNanos();
        this.ticker = ticker;
        this.questions = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_KEYS)
                .expireAfterWrite(keep)
                .ticker(ticker)
                .build();
    }

    /**
     * The caller behind a key.
     *
     * <p>Fails with 401 for a key that does not count, and with 503 when auth-service cannot be asked.
     */
    public Future<Caller> caller(String token) {
        long now = ticker.read();
        Question known = questions.getIfPresent(token);
        if (known != null && now - known.askedNanos < keepNanos) {
            return known.answer;
        }
        Future<Caller> answer = ask(token);
        Question asked = new Question(now, answer);
        questions.put(token, asked);
        answer.onFailure(failure -> {
            if (!isRefusal(failure)) {
                questions.asMap().remove(token, asked);
            }
        });
        return answer;
    }

    private Future<Caller> ask(String token) {
        return client.post(authService, "/internal/v1/introspect", Map.of("token", token), limit)
                .map(Introspection::read)
                .recover(failure -> {
                    if (isRefusal(failure)) {
                        return Future.failedFuture(failure);
                    }
                    LOG.warn("auth-service cannot be asked: endpoint={} error={}", authService, failure.toString());
                    return Future.failedFuture(
                            ApiException.unavailable(
                                    "The API key cannot be checked because auth-service does not answer: try again in a moment."));
                });
    }

    private static Caller read(JsonNode answer) {
        if (!answer.path("active").asBoolean()) {
            throw answer.path("reason").asText().equals("expired")
                    ? new ApiException(
                            Reason.TOKEN_EXPIRED, "The API key has expired: create a new one or log in again.")
                    : new ApiException(
                            Reason.INVALID_TOKEN, "The API key is not known: it was mistyped, or it was revoked.");
        }
        return InternalJson.convert(answer, Caller.class);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.status() == Reason.INVALID_TOKEN.status();
    }

    private record Question(long askedNanos, Future<Caller> answer) {}
}
