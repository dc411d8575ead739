package io.whypfs.api.deals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Word;
import jakarta.inject.Singleton;

/** Where a content stands and why, asked of the bucket-scheduler; a silent scheduler is no failure, only less to tell. */
@Singleton
final class SchedulerView {

    private final Owners owners;

    SchedulerView(Owners owners) {
        this.owners = owners;
    }

    /** An object with the members state, why and next; always succeeds. */
    Future<JsonNode> ask(long content) {
        return owners.scheduler()
                .ask("/internal/v1/contents/" + content)
                .map(word -> word instanceof Word.Told told
                        ? told.json()
                        : word instanceof Word.Silent
                                ? told(
                                        "stored",
                                        "The blocks are durable and the row is committed; the scheduler does not answer now.",
                                        "Ask again in a moment to see where it stands.")
                                : told(
                                        "stored",
                                        "The blocks are durable and the row is committed; the scheduler has not taken it up yet.",
                                        "The scheduler takes it up, usually within seconds."));
    }

    private static JsonNode told(String state, String why, String next) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return answer.put("state", state).put("why", why).put("next", next);
    }
}
