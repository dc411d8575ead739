package io.whypfs.api.cores;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last view of the registry, and what this node itself saw of the cores since; safe on any thread. */
public final class CoreRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(CoreRegistry.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final InternalClient client;
    private final List<Endpoint> seeds;
    private final long avoidNanos;
    private final Ticker ticker;
    private final Map<UUID, AtomicInteger> uploads = new ConcurrentHashMap<>();
    private final Map<UUID, Long> avoidedUntil = new ConcurrentHashMap<>();
    private volatile Map<UUID, CoreNode> view = Map.of();

    public CoreRegistry(InternalClient client, List<Endpoint> seeds, Duration avoid, Ticker ticker) {
        this.client = client;
        this.seeds = List.copyOf(seeds);
        this.avoidNanos = avoid.toNanos();
        this.ticker = ticker;
    }

    /** Asks seeds and known cores one after the other until one tells the registry; keeps the old view when none does. */
    public Future<Void> refresh() {
        Set<Endpoint> asked = new LinkedHashSet<>(seeds);
        view.values().forEach(core -> asked.add(core.endpoint()));
        return refreshFrom(new ArrayList<>(asked), 0);
    }

    /** All cores of the registry, lost ones too. */
    public List<CoreNode> all() {
        return List.copyOf(view.values());
    }

    /** Cores that can be asked for blocks. */
    public List<CoreNode> live() {
        return view.values().stream()
                .filter(core -> core.state() != CoreNode.State.LOST)
                .toList();
    }

    public Optional<CoreNode> find(UUID id) {
        return Optional.ofNullable(view.get(id));
    }

    /** Whether a connection to this core failed in the last seconds. */
    public boolean isAvoided(UUID id) {
        Long until = avoidedUntil.get(id);
        return until != null && until - ticker.read() > 0;
    }

    /** A connection to this core failed. */
    public void onRefused(CoreNode core) {
        avoidedUntil.put(core.id(), ticker.read() + avoidNanos);
    }

    /** This core answered. */
    public void onAnswered(CoreNode core) {
        if (!avoidedUntil.isEmpty()) {
            avoidedUntil.remove(core.id());
        }
    }

    /** Uploads of this node that are on their way to a core. */
    public AtomicInteger uploadsTo(UUID core) {
        return uploads.computeIfAbsent(core, first -> new AtomicInteger());
    }

    private Future<Void> refreshFrom(List<Endpoint> endpoints, int index) {
        if (index == endpoints.size()) {
            LOG.warn("No core-node tells the registry; the last view is kept: cores={}", view.size());
            return Future.succeededFuture();
        }
        return client.get(endpoints.get(index), "/internal/v1/nodes", LIMIT)
                .<Void>map(nodes -> {
                    view = read(nodes);
                    return null;
                })
                .recover(failure -> {
                    LOG.debug("core={} does not tell the registry: error={}", endpoints.get(index), failure.toString());
                    return refreshFrom(endpoints, index + 1);
                });
    }

    private static Map<UUID, CoreNode> read(JsonNode nodes) {
        Map<UUID, CoreNode> cores = new ConcurrentHashMap<>();
        for (JsonNode node : nodes) {
            UUID id = UUID.fromString(node.path("id").asText());
            cores.put(
                    id,
                    new CoreNode(
                            id,
                            Endpoint.of(URI.create(node.path("url").asText())),
                            CoreNode.State.valueOf(node.path("state").asText().toUpperCase(Locale.ROOT)),
                            node.path("freeBytes").asLong(),
                            node.path("reserveBytes").asLong()));
        }
        return cores;
    }
}
