package io.whypfs.api.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.homes.HomeRepository;
import io.whypfs.api.inside.InternalClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins that nobody confirmed: each is confirmed when its content has a home row on that core, else released.
 *
 * <p>Only pins older than a minute are judged, and no row is committed later than half of that after the core's answer, so
 * an upload that is still under way is never taken for a lost one.
 */
final class PinSweep {

    private static final Logger LOG = LoggerFactory.getLogger(PinSweep.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 500;

    private final InternalClient client;
    private final CoreRegistry registry;
    private final HomeRepository homes;
    private final Duration age;

    PinSweep(InternalClient client, CoreRegistry registry, HomeRepository homes, Duration age) {
        this.client = client;
        this.registry = registry;
        this.homes = homes;
        this.age = age;
    }

    void run() throws SQLException {
        for (CoreNode core : registry.live()) {
            try {
                sweep(core);
            } catch (Answers.NoAnswerException e) {
                LOG.debug("core={} keeps its unconfirmed pins for now: error={}", core.id(), e.getMessage());
            }
        }
    }

    private void sweep(CoreNode core) throws SQLException, Answers.NoAnswerException {
        List<Long> unconfirmed = unconfirmed(core);
        if (unconfirmed.isEmpty()) {
            return;
        }
        Set<Long> stored = homes.findStored(core.id(), unconfirmed);
        List<Long> without =
                unconfirmed.stream().filter(id -> !stored.contains(id)).toList();
        tell(core, "/internal/v1/pins/confirm", List.copyOf(stored));
        tell(core, "/internal/v1/pins/release", without);
        LOG.info("core={} unconfirmed pins judged: confirmed={} released={}", core.id(), stored.size(), without.size());
    }

    private List<Long> unconfirmed(CoreNode core) throws Answers.NoAnswerException {
        String uri = "/internal/v1/pins/unconfirmed?older-than=" + age + "&limit=" + PAGE;
        JsonNode answer = Answers.await(client.get(core.endpoint(), uri, LIMIT), LIMIT);
        List<Long> contents = new ArrayList<>();
        answer.forEach(pin -> contents.add(pin.path("content").asLong()));
        return contents;
    }

    private void tell(CoreNode core, String path, List<Long> contents) throws Answers.NoAnswerException {
        if (!contents.isEmpty()) {
            Answers.await(client.post(core.endpoint(), path, Map.of("contents", contents), LIMIT), LIMIT);
        }
    }
}
