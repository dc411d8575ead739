package io.whypfs.proxifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code whypfs.proxifier.*}; where the door listens is {@code quarkus.http.host} and {@code quarkus.http.port}. */
@ConfigMapping(prefix = "whypfs.proxifier")
public interface ProxifierConfig {

    /** Upstreams of the pool {@code api}: {@code http://host:port} or {@code dns:host:port}, comma separated. */
    Optional<List<String>> apiNodes();

    /** Upstreams of the pool {@code core}, for routes such as {@code /pieces=core}. */
    Optional<List<String>> coreNodes();

    /** Paths that pass, each {@code /segment} for the pool {@code api} or {@code /segment=pool}. */
    @WithDefault(
            "/,/pieces=core,/content,/put,/get,/gw,/ipfs,/ipns,/user,/register,/login,/viewer,/admin,/public,/collections,/deals,"
                    + "/deal,/pinning,/pins,/health,/openapi,/swagger,/net,/v2,/buckets,/storage-providers,"
                    + "/retrieval-candidates,/autoretrieve,/shuttle")
    List<String> routes();

    /** Believe {@code X-Forwarded-*} and {@code Forwarded} of whoever connects; only behind an own proxy. */
    @WithDefault("false")
    boolean trustForwarded();

    @WithDefault("false")
    boolean accessLog();

    /** Threads that relay; 0 for one per processor. */
    @WithDefault("0")
    int eventLoops();

    /** Connections to each upstream at once; more requests wait. */
    @WithDefault("256")
    int connectionsPerUpstream();

    /** Longest request line, and longest headers together. */
    @WithDefault("16384")
    int maxHeaderBytes();

    @WithDefault("2S")
    Duration connectTimeout();

    /** How long a request may stand still in both directions. There is no limit on its whole time. */
    @WithDefault("5M")
    Duration upstreamIdleTimeout();

    /** How long a new connection may take to send its first request head. */
    @WithDefault("30S")
    Duration headerTimeout();

    @WithDefault("1S")
    Duration probeInterval();

    @WithDefault("1S")
    Duration probeTimeout();

    /** How often {@code dns:} entries are resolved. */
    @WithDefault("3S")
    Duration dnsInterval();

    /** How long running requests may go on after a stop was asked for. */
    @WithDefault("30S")
    Duration stopTimeout();
}
