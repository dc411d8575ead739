package io.whypfs.corenode.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Registries whose view a test sets. */
public final class Registries {

    private Registries() {}

    /** A registry as of now; a node is lost when it was not seen for ten seconds. */
    public static Registry of(UUID self, Clock clock) {
        return new Registry(self, clock, Duration.ofSeconds(10));
    }

    public static void view(Registry registry, List<Node> nodes) {
        registry.onView(nodes);
    }

    public static Node node(UUID id, String url, Instant lastSeen) {
        return new Node(id, url, false, 1 << 30, 0, 0, lastSeen, lastSeen);
    }
}
