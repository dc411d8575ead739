package io.whypfs.api.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.api.content.RetellRepository;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.api.inside.ProblemException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents that the scheduler does not know some minutes after their newest fact: the fact is told again.
 *
 * <p>So a topic that was lost, or whose retention ended before it was read, loses no content. A fact that still waits in the
 * outbox is not told twice.
 */
final class Retelling {

    private static final Logger LOG = LoggerFactory.getLogger(Retelling.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 1000;

    private final InternalClient client;
    private final Endpoint scheduler;
    private final RetellRepository contents;
    private final Clock clock;
    private final Duration age;

    Retelling(InternalClient client, Endpoint scheduler, RetellRepository contents, Clock clock, Duration age) {
        this.client = client;
        this.scheduler = scheduler;
        this.contents = contents;
        this.clock = clock;
        this.age = age;
    }

    void run() throws SQLException {
        Instant before = clock.instant().minus(age);
        List<RetellRepository.Unheard> unheard = contents.findUnheard(before, PAGE);
        if (unheard.isEmpty()) {
            return;
        }
        try {
            List<Long> known = known(unheard);
            List<Long> unknown = new ArrayList<>(
                    unheard.stream().map(RetellRepository.Unheard::id).toList());
            unknown.removeAll(known);
            contents.markKnown(known, before, clock.instant());
            int told = unknown.isEmpty() ? 0 : contents.tellAgain(unknown, clock.instant());
            LOG.info("contents the scheduler was asked about: known={} toldAgain={}", known.size(), told);
        } catch (Answers.NoAnswerException e) {
            LOG.debug("bucket-scheduler does not say what it knows: error={}", e.getMessage());
        }
    }

    private List<Long> known(List<RetellRepository.Unheard> unheard) throws Answers.NoAnswerException {
        List<Long> ids = unheard.stream().map(RetellRepository.Unheard::id).toList();
        JsonNode answer = Answers.await(
                client.post(scheduler, "/internal/v1/contents/known", Map.of("contents", ids), LIMIT), LIMIT);
        List<Long> known = new ArrayList<>();
        answer.path("known").forEach(id -> known.add(id.asLong()));
        for (RetellRepository.Unheard content : unheard) {
            if (content.isDeleted() && known.contains(content.id()) && !isDropped(content.id())) {
                known.remove(content.id());
            }
        }
        return known;
    }

    /** That a deleted content is known says nothing of its deletion; its state does. */
    private boolean isDropped(long content) throws Answers.NoAnswerException {
        JsonNode state = Answers.await(
                client.get(scheduler, "/internal/v1/contents/" + content, LIMIT)
                        .recover(failure -> failure instanceof ProblemException problem && problem.status() == 404
                                ? io.vertx.core.Future.succeededFuture(
                                        com.fasterxml.jackson.databind.node.MissingNode.getInstance())
                                : io.vertx.core.Future.failedFuture(failure)),
                LIMIT);
        return state.path("state").asText().equals("dropped");
    }
}
