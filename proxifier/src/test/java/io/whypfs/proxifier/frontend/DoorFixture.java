package io.whypfs.proxifier.frontend;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.whypfs.proxifier.routing.RouteTable;
import io.whypfs.proxifier.upstream.PoolWatch;
import io.whypfs.proxifier.upstream.UpstreamAddress;
import io.whypfs.proxifier.upstream.UpstreamPool;
import io.whypfs.proxifier.upstream.UpstreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A door on a free port over any number of fake upstreams. */
final class DoorFixture implements AutoCloseable {

    private static final PoolWatch.Rhythm FAST =
            new PoolWatch.Rhythm(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(1));

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Traffic traffic = new Traffic(registry);
    final UpstreamPool pool = new UpstreamPool("api", traffic);
    final List<FakeUpstream> upstreams = new ArrayList<>();
    private final List<UpstreamSource> sources = new ArrayList<>();
    int frontPort;
    private FrontDoor door;
    private PoolWatch watch;

    FakeUpstream upstream(Handler<HttpServerRequest> handler) throws Exception {
        FakeUpstream upstream = new FakeUpstream(vertx, 0, handler);
        upstreams.add(upstream);
        at(upstream.port());
        return upstream;
    }

    DoorFixture at(int port) {
        sources.add(new UpstreamSource.Fixed(new UpstreamAddress("127.0.0.1", port)));
        return this;
    }

    DoorFixture open() throws Exception {
        return open(false, Duration.ofMinutes(5), Duration.ofSeconds(10), FAST);
    }

    /** Opens a door that probes once and then never again, for tests of what is learned from requests alone. */
    DoorFixture openWithoutLaterProbes() throws Exception {
        return open(
                false,
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                new PoolWatch.Rhythm(Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofHours(1)));
    }

    DoorFixture open(boolean trustForwarded, Duration upstreamIdle, Duration stopTimeout) throws Exception {
        return open(trustForwarded, upstreamIdle, stopTimeout, FAST);
    }

    private DoorFixture open(
            boolean trustForwarded, Duration upstreamIdle, Duration stopTimeout, PoolWatch.Rhythm rhythm)
            throws Exception {
        DoorSettings settings = new DoorSettings(
                "127.0.0.1",
                frontPort,
                2,
                trustForwarded,
                true,
                256,
                16_384,
                Duration.ofSeconds(2),
                upstreamIdle,
                Duration.ofSeconds(2),
                stopTimeout);
        door = new FrontDoor(
                vertx,
                settings,
                RouteTable.parse(List.of("/", "/content", "/ipfs", "/health", "/pieces=core")),
                Map.of("api", pool),
                traffic);
        watch = new PoolWatch(vertx, pool, sources, _ -> List.of(), rhythm);
        watch.start()
                .compose(_ -> door.open())
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return this;
    }

    FrontDoor door() {
        return door;
    }

    int port() {
        return door.port();
    }

    double requests(FakeUpstream upstream, String status) {
        return registry.get("whypfs.proxifier.requests")
                .tag("upstream", "127.0.0.1:" + upstream.port())
                .tag("status", status)
                .counter()
                .count();
    }

    @Override
    public void close() throws Exception {
        if (watch != null) {
            watch.stop();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
