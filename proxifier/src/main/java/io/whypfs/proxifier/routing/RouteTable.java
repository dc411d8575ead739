package io.whypfs.proxifier.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The listed paths by their first segment. An entry is {@code /segment} or {@code /segment=pool}, and stands for that
 * path and all below it; {@code /} stands for itself only. Immutable, any thread.
 */
public final class RouteTable {

    /** The pool of an entry that names none. */
    public static final String DEFAULT_POOL = "api";

    private static final Set<String> NEVER_ROUTED = Set.of("internal", "q");

    private final Map<String, RouteDecision.Forward> bySegment;

    private RouteTable(Map<String, RouteDecision.Forward> bySegment) {
        this.bySegment = Map.copyOf(bySegment);
    }

    /**
     * Reads the entries of the configuration.
     *
     * @throws IllegalArgumentException when an entry is malformed, listed twice, or must never be routed
     */
    public static RouteTable parse(List<String> entries) {
        Map<String, RouteDecision.Forward> bySegment = new HashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            String path = (equals < 0 ? entry : entry.substring(0, equals)).strip();
            String pool =
                    equals < 0 ? DEFAULT_POOL : entry.substring(equals + 1).strip();
            String segment = segmentOf(entry, path);
            if (pool.isEmpty()) {
                throw new IllegalArgumentException("\"%s\" names no pool after \"=\"".formatted(entry));
            }
            if (bySegment.put(segment, new RouteDecision.Forward(pool)) != null) {
                throw new IllegalArgumentException("\"%s\" is listed twice".formatted(path));
            }
        }
        return new RouteTable(bySegment);
    }

    private static String segmentOf(String entry, String path) {
        if (!path.matches("/|/[A-Za-z0-9._-]+/?")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no route: write one path segment, such as /content or /pieces=core".formatted(entry));
        }
        String segment = path.replace("/", "");
        if (NEVER_ROUTED.contains(segment)) {
            throw new IllegalArgumentException("\"%s\" must never be reachable through the front door".formatted(path));
        }
        return segment;
    }

    /** The pools that routes name, in alphabetical order. */
    public Set<String> pools() {
        Set<String> pools = new TreeSet<>();
        bySegment.values().forEach(forward -> pools.add(forward.pool()));
        return pools;
    }

    /** Decides by the request target as it stands in the request line. */
    public RouteDecision decide(String target) {
        Optional<String> objection = RequestPath.objection(target);
        if (objection.isPresent()) {
            return new RouteDecision.Refuse(400, objection.get());
        }
        int end = RequestPath.end(target);
        int slash = target.indexOf('/', 1);
        int segmentEnd = slash < 0 || slash > end ? end : slash;
        RouteDecision.Forward forward = bySegment.get(target.substring(1, segmentEnd));
        return forward != null
                ? forward
                : new RouteDecision.Refuse(404, "Nothing is served at " + target.substring(0, end) + ".");
    }
}
