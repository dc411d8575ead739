package io.whypfs.proxifier;

import io.whypfs.proxifier.frontend.DoorSettings;
import io.whypfs.proxifier.routing.RouteTable;
import io.whypfs.proxifier.upstream.PoolWatch;
import io.whypfs.proxifier.upstream.UpstreamSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The configuration, checked and in the words of the parts that use it.
 *
 * @param sources of each pool by its name
 */
record ProxifierSetup(
        DoorSettings door, RouteTable routes, Map<String, List<UpstreamSource>> sources, PoolWatch.Rhythm rhythm) {

    private static final String PREFIX = "whypfs.proxifier.";

    /** @throws IllegalArgumentException with a sentence that begins with the key at fault */
    static ProxifierSetup from(ProxifierConfig config, String host, int port) {
        RouteTable routes = named("routes", () -> RouteTable.parse(config.routes()));
        Map<String, List<UpstreamSource>> sources = new LinkedHashMap<>();
        sources.put(
                RouteTable.DEFAULT_POOL, sources("api-nodes", config.apiNodes().orElse(List.of())));
        config.coreNodes().ifPresent(nodes -> sources.put("core", sources("core-nodes", nodes)));
        for (String pool : routes.pools()) {
            if (!sources.containsKey(pool)) {
                throw new IllegalArgumentException(
                        "%sroutes names the pool \"%s\", which has no nodes: the pools are %s, and core has nodes once %score-nodes is set"
                                .formatted(PREFIX, pool, List.of("api", "core"), PREFIX));
            }
        }
        return new ProxifierSetup(door(config, host, port), routes, sources, rhythm(config));
    }

    private static DoorSettings door(ProxifierConfig config, String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("quarkus.http.port must be from 0 to 65535, and is " + port);
        }
        int eventLoops = between("event-loops", config.eventLoops(), 0, 256);
        return new DoorSettings(
                host,
                port,
                eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops,
                config.trustForwarded(),
                config.accessLog(),
                between("connections-per-upstream", config.connectionsPerUpstream(), 1, 65_535),
                between("max-header-bytes", config.maxHeaderBytes(), 1_024, 1_048_576),
                positive("connect-timeout", config.connectTimeout()),
                positive("upstream-idle-timeout", config.upstreamIdleTimeout()),
                positive("header-timeout", config.headerTimeout()),
                atMostADay("stop-timeout", config.stopTimeout()));
    }

    private static PoolWatch.Rhythm rhythm(ProxifierConfig config) {
        return new PoolWatch.Rhythm(
                positive("probe-interval", config.probeInterval()),
                positive("probe-timeout", config.probeTimeout()),
                positive("dns-interval", config.dnsInterval()));
    }

    private static List<UpstreamSource> sources(String key, List<String> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s%s is missing: list where the nodes are, as http://host:port or dns:host:port"
                            .formatted(PREFIX, key));
        }
        return named(key, () -> entries.stream().map(UpstreamSource::parse).toList());
    }

    private static <T> T named(String key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + key + ": " + e.getMessage(), e);
        }
    }

    private static int between(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s%s must be from %d to %d, and is %d".formatted(PREFIX, key, least, most, value));
        }
        return value;
    }

    private static Duration positive(String key, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "%s%s must be at least one millisecond, and is %s".formatted(PREFIX, key, value));
        }
        return atMostADay(key, value);
    }

    private static Duration atMostADay(String key, Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "%s%s must be from zero to one day, and is %s".formatted(PREFIX, key, value));
        }
        return value;
    }
}
