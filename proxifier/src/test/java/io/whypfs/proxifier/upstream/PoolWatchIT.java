package io.whypfs.proxifier.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.whypfs.proxifier.frontend.Traffic;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolWatchIT {

    private static final PoolWatch.Rhythm FAST =
            new PoolWatch.Rhythm(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMillis(50));

    private final Vertx vertx = Vertx.vertx();
    private final UpstreamPool pool = new UpstreamPool("api", new Traffic(new SimpleMeterRegistry()));

    private PoolWatch watch;

    @AfterEach
    void stop() throws Exception {
        watch.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void followsTheAddressesOfAName() throws Exception {
        // Given
        int port = listen(new AtomicInteger(200));
        AtomicReference<List<String>> addresses = new AtomicReference<>(List.of("127.0.0.1"));
        AtomicBoolean unknown = new AtomicBoolean();
        AddressLookup lookup = host -> {
            if (unknown.get()) {
                throw new UnknownHostException(host);
            }
            return addresses.get();
        };
        watch(List.of(new UpstreamSource.Dns("api", port)), lookup);
        assertThat(pool.members())
                .extracting(Upstream::address)
                .containsExactly(new UpstreamAddress("127.0.0.1", port));
        // When
        addresses.set(List.of("127.0.0.1", "127.0.0.2"));
        // Then
        await().untilAsserted(() -> assertThat(pool.members()).hasSize(2));
        // When
        addresses.set(List.of("127.0.0.2"));
        // Then
        await().untilAsserted(() -> assertThat(pool.members())
                .extracting(Upstream::address)
                .containsExactly(new UpstreamAddress("127.0.0.2", port)));
        // When
        unknown.set(true);
        // Then
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(pool.members()).hasSize(1));
    }

    @Test
    void dropsAMemberThatSaysItIsNotReadyAndTakesItBack() throws Exception {
        // Given
        AtomicInteger status = new AtomicInteger(200);
        int port = listen(status);
        watch(List.of(new UpstreamSource.Fixed(new UpstreamAddress("127.0.0.1", port))), _ -> List.of());
        assertThat(pool.hasHealthyMember()).isTrue();
        // When
        status.set(503);
        // Then
        await().until(() -> !pool.hasHealthyMember());
        assertThat(pool.trouble()).isEqualTo("The only api node is not ready (its readiness check answers 503).");
        // When
        status.set(200);
        // Then
        await().until(pool::hasHealthyMember);
    }

    @Test
    void keepsAMemberThatCutsOffOneProbeAndDropsOneThatCutsOffAll() throws Exception {
        // Given
        AtomicInteger probes = new AtomicInteger();
        AtomicBoolean always = new AtomicBoolean();
        int port = listen(request -> {
            if (probes.incrementAndGet() % 2 == 0 || always.get()) {
                request.connection().close();
            } else {
                request.response().end();
            }
        });
        watch(List.of(new UpstreamSource.Fixed(new UpstreamAddress("127.0.0.1", port))), _ -> List.of());
        // When Then
        await().during(Duration.ofMillis(500)).until(pool::hasHealthyMember);
        // When
        always.set(true);
        // Then
        await().until(() -> !pool.hasHealthyMember());
        assertThat(pool.trouble()).isEqualTo("The only api node is not ready (its readiness check is cut off).");
    }

    @Test
    void startsWithMembersThatDoNotListen() throws Exception {
        watch(List.of(new UpstreamSource.Fixed(new UpstreamAddress("127.0.0.1", 1))), _ -> List.of());
        assertThat(pool.trouble()).isEqualTo("The only api node is not ready (it does not accept connections).");
    }

    private int listen(AtomicInteger status) throws Exception {
        return listen(request -> request.response()
                .setStatusCode(request.path().equals("/q/health/ready") ? status.get() : 500)
                .end());
    }

    private int listen(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(handler);
        return server.listen(0, "0.0.0.0")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private void watch(List<UpstreamSource> sources, AddressLookup lookup) throws Exception {
        watch = new PoolWatch(vertx, pool, sources, lookup, FAST);
        watch.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
