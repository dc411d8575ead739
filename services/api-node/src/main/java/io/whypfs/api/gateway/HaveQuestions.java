package io.whypfs.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.inside.InternalClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks cores whether they have a block; questions that come while one is on its way to the same core go together.
 *
 * <p>Any thread. A future fails when the core does not answer in time.
 */
final class HaveQuestions {

    private static final int BATCH = 1000;

    private final InternalClient client;
    private final Duration limit;
    private final Map<UUID, Batch> batches = new ConcurrentHashMap<>();

    HaveQuestions(InternalClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    Future<Boolean> ask(CoreNode core, String cid) {
        return batches.computeIfAbsent(core.id(), first -> new Batch()).ask(core, cid);
    }

    private final class Batch {

        private final Map<String, Promise<Boolean>> waiting = new LinkedHashMap<>();
        private boolean asking;

        Future<Boolean> ask(CoreNode core, String cid) {
            boolean starts;
            Future<Boolean> answer;
            synchronized (this) {
                answer =
                        waiting.computeIfAbsent(cid, first -> Promise.promise()).future();
                starts = !asking;
                asking = true;
            }
            if (starts) {
                send(core);
            }
            return answer;
        }

        private void send(CoreNode core) {
            Map<String, Promise<Boolean>> asked = take();
            if (asked.isEmpty()) {
                return;
            }
            client.post(core.endpoint(), "/internal/v1/have", Map.of("cids", List.copyOf(asked.keySet())), limit)
                    .map(HaveQuestions::read)
                    .onComplete(done -> {
                        asked.forEach((cid, promise) -> {
                            if (done.succeeded()) {
                                promise.complete(done.result().contains(cid));
                            } else {
                                promise.fail(done.cause());
                            }
                        });
                        send(core);
                    });
        }

        private synchronized Map<String, Promise<Boolean>> take() {
            Map<String, Promise<Boolean>> taken = new LinkedHashMap<>();
            var entries = waiting.entrySet().iterator();
            while (entries.hasNext() && taken.size() < BATCH) {
                var entry = entries.next();
                taken.put(entry.getKey(), entry.getValue());
                entries.remove();
            }
            asking = !taken.isEmpty();
            return taken;
        }
    }

    private static Set<String> read(JsonNode answer) {
        Set<String> have = new HashSet<>();
        answer.path("have").forEach(cid -> have.add(cid.asText()));
        return have;
    }
}
