package io.whypfs.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.api.inside.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** auth-service's questions for accounts, its problems turned into V1's reasons. */
final class AuthService {

    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);
    private static final String BASE = "/internal/v1";

    private final InternalClient client;
    private final Endpoint endpoint;
    private final Duration limit;

    AuthService(InternalClient client, Endpoint endpoint, Duration limit) {
        this.client = client;
        this.endpoint = endpoint;
        this.limit = limit;
    }

    Future<JsonNode> register(Map<String, String> account) {
        return told(client.post(endpoint, BASE + "/register", account, limit));
    }

    Future<JsonNode> login(Map<String, String> account) {
        return told(client.post(endpoint, BASE + "/login", account, limit));
    }

    Future<JsonNode> keys(long user) {
        return told(client.get(endpoint, keysOf(user), limit));
    }

    Future<JsonNode> createKey(long user, Map<String, Object> wish) {
        return told(client.post(endpoint, keysOf(user), wish, limit));
    }

    Future<JsonNode> deleteKey(long user, String keyOrHash) {
        String encoded = URLEncoder.encode(keyOrHash, StandardCharsets.UTF_8).replace("+", "%20");
        return told(client.delete(endpoint, keysOf(user) + "/" + encoded, limit));
    }

    Future<JsonNode> createInvite(String code, long createdBy) {
        return told(client.post(endpoint, BASE + "/invites", Map.of("code", code, "createdBy", createdBy), limit));
    }

    Future<JsonNode> invites() {
        return told(client.get(endpoint, BASE + "/invites", limit));
    }

    private static String keysOf(long user) {
        return BASE + "/users/" + user + "/api-keys";
    }

    private Future<JsonNode> told(Future<JsonNode> answer) {
        return answer.recover(failure -> Future.failedFuture(refusal(failure)));
    }

    private Throwable refusal(Throwable failure) {
        if (!(failure instanceof ProblemException problem)) {
            LOG.warn("auth-service cannot be asked: endpoint={} error={}", endpoint, failure.toString());
            return ApiException.unavailable("auth-service does not answer: try again in a moment.");
        }
        String detail = problem.detail();
        return switch (problem.slug()) {
            case "invite-unknown" -> new ApiException(Reason.INVALID_INVITE, detail);
            case "invite-used" -> new ApiException(Reason.INVITE_ALREADY_USED, detail);
            case "username-taken" -> new ApiException(Reason.USERNAME_TAKEN, detail);
            case "user-unknown" -> new ApiException(Reason.USER_NOT_FOUND, detail);
            case "password-wrong" -> new ApiException(Reason.INVALID_PASSWORD, "");
            case "bad-input", "invite-exists" -> ApiException.invalid(detail);
            default -> problem.unexpected("auth-service");
        };
    }
}
