package io.whypfs.corenode.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last view of all cores, this one always among them. Safe for use by any thread.
 *
 * <p>While PostgreSQL is away the view of the others stands still, and so would their last words: how old a word is counts
 * against the time at which the view was taken, not against now. Otherwise an outage of the database would declare every
 * other core lost.
 */
public final class Registry {

    private final UUID self;
    private final Clock clock;
    private final Duration lostAfter;
    private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();
    private volatile Instant viewedAt = Instant.EPOCH;

    public Registry(UUID self, Clock clock, Duration lostAfter) {
        this.self = self;
        this.clock = clock;
        this.lostAfter = lostAfter;
    }

    /** Takes a new word of this core about itself. */
    void onSelf(Node node) {
        nodes.put(self, node);
    }

    /** Takes all rows of the registry. */
    void onView(List<Node> rows) {
        rows.stream().filter(node -> !node.id().equals(self)).forEach(node -> nodes.put(node.id(), node));
        viewedAt = clock.instant();
    }

    /** Returns all cores with their states, by id. */
    public List<SeenNode> nodes() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(Node::id))
                .map(node -> new SeenNode(node, state(node)))
                .toList();
    }

    private NodeState state(Node node) {
        if (!node.id().equals(self)
                && Duration.between(node.lastSeen(), viewedAt).compareTo(lostAfter) > 0) {
            return NodeState.LOST;
        }
        return node.isDraining() ? NodeState.DRAINING : NodeState.ACTIVE;
    }

    /** A core and how it stands. */
    public record SeenNode(Node node, NodeState state) {}

    /** How a core stands. */
    public enum NodeState {
        ACTIVE,
        DRAINING,
        LOST
    }
}
