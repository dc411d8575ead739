package io.whypfs.proxifier.frontend;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.whypfs.proxifier.routing.RouteTable;
import io.whypfs.proxifier.upstream.UpstreamPool;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening door: opened once, closed once. */
public final class FrontDoor {

    private static final Logger LOGGER = LoggerFactory.getLogger(FrontDoor.class);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Vertx vertx;
    private final DoorSettings settings;
    private final RouteTable routes;
    private final Map<String, UpstreamPool> pools;
    private final Traffic traffic;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicInteger boundPort = new AtomicInteger();
    private volatile @Nullable String deployment;

    public FrontDoor(
            Vertx vertx, DoorSettings settings, RouteTable routes, Map<String, UpstreamPool> pools, Traffic traffic) {
        this.vertx = vertx;
        this.settings = settings;
        this.routes = routes;
        this.pools = Map.copyOf(pools);
        this.traffic = traffic;
    }

    /** Listens. Fails with an {@link IllegalStateException} that says what to do when the port is taken. */
    public Future<Void> open() {
        return vertx.deployVerticle(
                        () -> new DoorVerticle(settings, routes, pools, traffic, draining, boundPort),
                        new DeploymentOptions().setInstances(settings.eventLoops()))
                .onSuccess(id -> {
                    deployment = id;
                    LOGGER.atInfo()
                            .addKeyValue("host", settings.host())
                            .addKeyValue("port", port())
                            .log("front door is open");
                })
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "The front door cannot listen on %s:%d (%s): free that port or set quarkus.http.port to another."
                                .formatted(settings.host(), settings.port(), cause.getMessage()),
                        cause)));
    }

    public boolean isOpen() {
        return deployment != null && !draining.get();
    }

    /** The port that is listened on, also when any free one was asked for. */
    public int port() {
        return boundPort.get();
    }

    /**
     * Lets running requests finish, for at most the stop timeout, and closes. Meanwhile new requests are answered 503
     * and their connections closed: Vert.x cannot close a listening socket without the connections it has accepted.
     */
    public Future<Void> close() {
        draining.set(true);
        Promise<Void> idle = Promise.promise();
        waitUntilIdle(idle, System.nanoTime() + settings.stopTimeout().toNanos());
        return idle.future().compose(_ -> {
            String id = deployment;
            deployment = null;
            return id == null ? Future.succeededFuture() : vertx.undeploy(id);
        });
    }

    private void waitUntilIdle(Promise<Void> idle, long deadlineNanos) {
        int running = traffic.inFlight();
        if (running == 0 || System.nanoTime() - deadlineNanos >= 0) {
            if (running > 0) {
                LOGGER.atWarn().addKeyValue("requests", running).log("stop cuts requests that are still running");
            }
            idle.complete();
        } else {
            vertx.setTimer(LOOK_AGAIN_MILLIS, _ -> waitUntilIdle(idle, deadlineNanos));
        }
    }
}
