package io.whypfs.api.cores;

import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Picks the core for an upload: active, reachable, with room, and the least busy of those; ties go to the emptiest. */
public final class CoreChoice {

    private final CoreRegistry registry;

    public CoreChoice(CoreRegistry registry) {
        this.registry = registry;
    }

    /**
     * A core for about {@code bytes} bytes, none of {@code tried}.
     *
     * @throws ApiException 507 when cores are there but none has room, 503 when none can be reached
     */
    public CoreNode choose(long bytes, Set<UUID> tried) {
        return choose(bytes, tried, Optional.empty());
    }

    /**
     * The core {@code home} where it can take {@code bytes} bytes, else any other that can: what lives elsewhere is copied
     * to the home before its bucket is sealed, so a home that is away or full refuses no upload.
     *
     * @throws ApiException as {@link #choose(long, Set)}
     */
    public CoreNode choose(long bytes, Set<UUID> tried, Optional<UUID> home) {
        Optional<CoreNode> atHome = home.flatMap(registry::find)
                .filter(core -> core.state() == CoreNode.State.ACTIVE
                        && !tried.contains(core.id())
                        && !registry.isAvoided(core.id())
                        && core.hasRoomFor(bytes));
        return atHome.orElseGet(() -> any(bytes, tried));
    }

    private CoreNode any(long bytes, Set<UUID> tried) {
        List<CoreNode> untried = registry.all().stream()
                .filter(core -> core.state() == CoreNode.State.ACTIVE && !tried.contains(core.id()))
                .toList();
        List<CoreNode> unsuspected =
                untried.stream().filter(core -> !registry.isAvoided(core.id())).toList();
        // A core that refused a moment ago may be back: it is better than none.
        List<CoreNode> reachable = unsuspected.isEmpty() ? untried : unsuspected;
        if (reachable.isEmpty()) {
            throw ApiException.unavailable(
                    "No core-node can take an upload now; nothing was stored: send it again in a moment.");
        }
        return reachable.stream()
                .filter(core -> core.hasRoomFor(bytes))
                .min(Comparator.<CoreNode>comparingInt(
                                core -> registry.uploadsTo(core.id()).get())
                        .thenComparingLong(core -> core.reserveBytes() - core.freeBytes()))
                .orElseThrow(() -> new ApiException(
                        Reason.NO_SPACE,
                        "No core-node has room for this upload above its disk reserve; nothing was stored."));
    }
}
