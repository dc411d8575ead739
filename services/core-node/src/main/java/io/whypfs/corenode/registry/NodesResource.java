package io.whypfs.corenode.registry;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;

/** The question who is there. Answered from memory, so that it has an answer without PostgreSQL. */
@Path("/internal/v1/nodes")
public final class NodesResource {

    private final Registry registry;

    NodesResource(Registry registry) {
        this.registry = registry;
    }

    /** A core as others see it. */
    public record NodeView(
            String id, String url, String state, long freeBytes, long reserveBytes, long blocks, String lastSeen) {

        static NodeView of(Registry.SeenNode seen) {
            Node node = seen.node();
            return new NodeView(
                    node.id().toString(),
                    node.url(),
                    seen.state().name().toLowerCase(Locale.ROOT),
                    node.freeBytes(),
                    node.reserveBytes(),
                    node.blocks(),
                    node.lastSeen().toString());
        }
    }

    @GET
    public List<NodeView> nodes() {
        return registry.nodes().stream().map(NodeView::of).toList();
    }
}
