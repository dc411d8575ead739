package io.whypfs.api.content;

import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.inside.InternalClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells cores which pins count and which do not, in batches, soon after the row's fate is known.
 *
 * <p>What cannot be told is left to the sweep, which tells it again; so nothing here is retried.
 */
public final class PinConfirmer {

    private static final Logger LOG = LoggerFactory.getLogger(PinConfirmer.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int BATCH = 1000;

    private final InternalClient client;
    private final CoreRegistry registry;
    private final Map<UUID, Queue<Long>> toConfirm = new ConcurrentHashMap<>();
    private final Map<UUID, Queue<Long>> toRelease = new ConcurrentHashMap<>();

    public PinConfirmer(InternalClient client, CoreRegistry registry) {
        this.client = client;
        this.registry = registry;
    }

    /** The content's row is committed. */
    public void confirm(UUID core, long content) {
        toConfirm.computeIfAbsent(core, first -> new ConcurrentLinkedQueue<>()).add(content);
    }

    /** The content gets no row. */
    public void release(UUID core, long content) {
        toRelease.computeIfAbsent(core, first -> new ConcurrentLinkedQueue<>()).add(content);
    }

    /** Sends what has gathered; called some times a second. */
    public void flush() {
        toConfirm.forEach((core, contents) -> send(core, contents, "/internal/v1/pins/confirm"));
        toRelease.forEach((core, contents) -> send(core, contents, "/internal/v1/pins/release"));
    }

    private void send(UUID core, Queue<Long> contents, String path) {
        List<Long> batch = new ArrayList<>();
        for (Long content = contents.poll(); content != null; content = contents.poll()) {
            batch.add(content);
            if (batch.size() == BATCH) {
                break;
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        registry.find(core)
                .ifPresentOrElse(
                        node -> client.post(node.endpoint(), path, Map.of("contents", batch), LIMIT)
                                .onFailure(failure -> LOG.warn(
                                        "Pins stay to the sweep: core={} path={} count={} error={}",
                                        core,
                                        path,
                                        batch.size(),
                                        failure.toString())),
                        () -> LOG.warn("Pins stay to the sweep, the core is not in the registry: core={}", core));
    }
}
