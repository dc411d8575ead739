package io.whypfs.api.owners;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.api.inside.ProblemException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what a user wants read or changed, and the owner's answer.
 *
 * <p>Fails with an {@link ApiException}: the owner's own sentence where it refuses (400, 404, 409), else 503 that names the
 * owner. Its sentences are for people, so they go out as they are.
 */
public final class Wishes {

    private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);

    private final InternalClient client;
    private final String owner;
    private final Endpoint endpoint;
    private final Duration limit;
    private final Reason notFound;

    Wishes(InternalClient client, String owner, Endpoint endpoint, Duration limit, Reason notFound) {
        this.client = client;
        this.owner = owner;
        this.endpoint = endpoint;
        this.limit = limit;
        this.notFound = notFound;
    }

    public Future<JsonNode> get(String uri) {
        return answered(client.get(endpoint, uri, limit));
    }

    public Future<JsonNode> post(String uri, Object body) {
        return answered(client.post(endpoint, uri, body, limit));
    }

    public Future<JsonNode> put(String uri, Object body) {
        return answered(client.put(endpoint, uri, body, limit));
    }

    public Future<JsonNode> delete(String uri) {
        return answered(client.delete(endpoint, uri, limit));
    }

    private Future<JsonNode> answered(Future<JsonNode> answer) {
        return answer.recover(failure -> Future.failedFuture(refusal(failure)));
    }

    private ApiException refusal(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            switch (problem.status()) {
                case 400:
                    return ApiException.invalid(problem.detail());
                case 404:
                    return new ApiException(notFound, problem.detail());
                case 409:
                    return new ApiException(Reason.CONFLICT, problem.detail());
                default:
                    LOG.warn("{} could not answer: {}", owner, problem.getMessage());
                    return ApiException.unavailable(
                            problem.detail().isEmpty()
                                    ? "The " + owner + " could not answer (status " + problem.status()
                                            + "): try again in a moment."
                                    : "The " + owner + " could not answer: " + problem.detail());
            }
        }
        LOG.warn("{} does not answer: error={}", owner, failure.toString());
        return ApiException.unavailable("The " + owner + " does not answer: try again in a moment.");
    }
}
