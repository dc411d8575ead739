package io.whypfs.api.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.api.inside.ProblemException;
import java.time.Duration;

/** Where a content stands and why, asked of the bucket-scheduler; a silent scheduler is no failure, only less to tell. */
public final class SchedulerView {

    private final InternalClient client;
    private final Endpoint scheduler;
    private final Duration limit;

    public SchedulerView(InternalClient client, Endpoint scheduler, Duration limit) {
        this.client = client;
        this.scheduler = scheduler;
        this.limit = limit;
    }

    /** An object with the members state, why and next; always succeeds. */
    Future<JsonNode> ask(long content) {
        return client.get(scheduler, "/internal/v1/contents/" + content, limit)
                .otherwise(failure -> failure instanceof ProblemException problem && problem.status() == 404
                        ? told(
                                "stored",
                                "The blocks are durable and the row is committed; the scheduler has not taken it up yet.",
                                "The scheduler takes it up, usually within seconds.")
                        : told(
                                "stored",
                                "The blocks are durable and the row is committed; the scheduler does not answer now.",
                                "Ask again in a moment to see where it stands."));
    }

    private static JsonNode told(String state, String why, String next) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return answer.put("state", state).put("why", why).put("next", next);
    }
}
