package io.whypfs.deals.replication;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PublicUrlProbeIT {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 204;
    private volatile boolean signs = true;
    private HttpServer server;
    private PublicUrlProbe probe;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            if (signs) {
                exchange.getResponseHeaders().add("Whypfs-Pieces", "1");
            }
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/pieces/") ? status : 404, -1);
            exchange.close();
        });
        server.start();
        probe = new PublicUrlProbe(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                HttpClient.newHttpClient(),
                clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ownFrontDoorIsNoObstacleAndIsNotAskedAgainForAWhile() {
        // When
        assertThat(probe.obstacle()).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(29));

        // Then
        assertThat(probe.obstacle()).isEmpty();
        assertThat(asked).hasValue(1);

        // When
        now.updateAndGet(time -> time.plusSeconds(2));

        // Then
        assertThat(probe.obstacle()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void somebodyElsesServerIsAnObstacle() {
        // Given
        signs = false;

        // Then
        assertThat(probe.obstacle())
                .hasValueSatisfying(
                        why -> assertThat(why)
                                .endsWith(
                                        "answers with status 204 and not as a server of pieces; check whypfs.pieces.public-url."));
    }

    @Test
    void comesBackSoonAfterTheDoorDoes() {
        // Given
        status = 502;
        assertThat(probe.obstacle()).isPresent();
        status = 204;

        // When
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));

        // Then
        assertThat(probe.obstacle()).isEmpty();
    }

    @Test
    void closedPortIsAnObstacleWithItsReason() {
        // Given
        server.stop(0);

        // Then
        assertThat(probe.obstacle())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("The public address http://127.0.0.1:")
                        .contains("cannot be reached (ConnectException")
                        .endsWith("check whypfs.pieces.public-url."));
    }
}
