package io.whypfs.kit.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OffsetPollIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicReference<String> page = new AtomicReference<>("{\"offsetSeconds\":0}");
    private final AtomicInteger asked = new AtomicInteger();
    private final DrivenClock clock = new DrivenClock(Clock.fixed(NOW, ZoneOffset.UTC));
    private HttpServer server;
    private OffsetPoll poll;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clock", exchange -> {
            asked.incrementAndGet();
            byte[] body = page.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/clock");
        poll = new OffsetPoll(url, clock, Duration.ofMillis(20));
        poll.start();
    }

    @AfterEach
    void stop() {
        poll.close();
        server.stop(0);
    }

    @Test
    void theClockFollowsThePageAlsoInItsOtherZones() {
        // When
        page.set("{\"offsetSeconds\":86400}");

        // Then
        await().untilAsserted(() -> assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofDays(1))));
        assertThat(clock.withZone(ZoneOffset.ofHours(2)).instant()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void aPageThatSaysNothingLeavesTheClockWhereItWas() {
        // Given
        page.set("{\"offsetSeconds\":60}");
        await().untilAsserted(() -> assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(60)));

        // When
        page.set("nonsense");
        int before = asked.get();
        await().until(() -> asked.get() > before + 2);

        // Then
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(60));
    }
}
