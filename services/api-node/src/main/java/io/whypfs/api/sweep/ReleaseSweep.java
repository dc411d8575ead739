package io.whypfs.api.sweep;

import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.homes.HomeRepository;
import io.whypfs.api.inside.InternalClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pins of deleted contents: released on each home; the home row goes only after the core said so. */
final class ReleaseSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSweep.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 1000;

    private final InternalClient client;
    private final CoreRegistry registry;
    private final HomeRepository homes;

    ReleaseSweep(InternalClient client, CoreRegistry registry, HomeRepository homes) {
        this.client = client;
        this.registry = registry;
        this.homes = homes;
    }

    void run() throws SQLException {
        for (Map.Entry<UUID, List<Long>> home : homes.findReleasing(PAGE).entrySet()) {
            release(home.getKey(), home.getValue());
        }
    }

    private void release(UUID id, List<Long> contents) throws SQLException {
        var core = registry.find(id);
        if (core.isEmpty()) {
            LOG.warn("core={} is not in the registry; its pins wait: count={}", id, contents.size());
            return;
        }
        try {
            Answers.await(
                    client.post(
                            core.get().endpoint(), "/internal/v1/pins/release", Map.of("contents", contents), LIMIT),
                    LIMIT);
            homes.deleteReleased(id, contents);
        } catch (Answers.NoAnswerException e) {
            LOG.debug("core={} keeps pins of deleted contents for now: error={}", id, e.getMessage());
        }
    }
}
