package io.whypfs.proxifier.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StreamingIT {

    private static final long TWO_GIB = 2L << 30;
    private static final long STALLED_AT_MOST = 64L << 20;

    private final DoorFixture fixture = new DoorFixture();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    /** A megabyte that differs in each 64 KiB, so that lost and swapped pieces change the checksum. */
    private static byte[] megabyte() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 ^ i >>> 16);
        }
        return bytes;
    }

    private static long checksum(byte[] piece, long total) {
        CRC32C crc = new CRC32C();
        for (long at = 0; at < total; at += piece.length) {
            crc.update(piece);
        }
        return crc.getValue();
    }

    @Test
    void uploadsTwoGibibytesAtThePaceOfTheUpstream() throws Exception {
        // Given
        byte[] piece = megabyte();
        CRC32C seen = new CRC32C();
        AtomicLong count = new AtomicLong();
        AtomicReference<HttpServerRequest> paused = new AtomicReference<>();
        fixture.upstream(request -> {
            request.pause();
            request.handler(buffer -> {
                byte[] bytes = buffer.getBytes();
                seen.update(bytes);
                count.addAndGet(bytes.length);
            });
            request.endHandler(_ -> request.response().end(count + " " + seen.getValue()));
            paused.set(request);
        });
        fixture.open();
        AtomicLong written = new AtomicLong();
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("POST /content HTTP/1.1\nHost: a\nContent-Length: " + TWO_GIB + "\n\n");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> pour(client, piece, written));
            await().until(() -> paused.get() != null && written.get() > 0);
            // When
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(written.get()).isLessThan(STALLED_AT_MOST));
            paused.get().resume();
            // Then
            assertThat(client.answer(false).body()).isEqualTo(TWO_GIB + " " + checksum(piece, TWO_GIB));
            writing.get(20, TimeUnit.SECONDS);
        }
    }

    private static void pour(RawClient client, byte[] piece, AtomicLong written) {
        try {
            OutputStream out = client.out();
            while (written.get() < TWO_GIB) {
                out.write(piece);
                written.addAndGet(piece.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void downloadsTwoGibibytesAtThePaceOfTheClient() throws Exception {
        // Given
        byte[] piece = megabyte();
        AtomicLong produced = new AtomicLong();
        fixture.upstream(request -> {
            request.response().putHeader("Content-Length", String.valueOf(TWO_GIB));
            produce(request, Buffer.buffer(piece), produced);
        });
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("GET /ipfs/big HTTP/1.1\nHost: a\n\n");
            RawClient.Answer head = client.head();
            // When
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(produced.get()).isLessThan(STALLED_AT_MOST));
            CRC32C seen = new CRC32C();
            byte[] buffer = new byte[1 << 18];
            long count = 0;
            while (count < TWO_GIB) {
                int read = client.in().read(buffer);
                assertThat(read).isPositive();
                seen.update(buffer, 0, read);
                count += read;
            }
            // Then
            assertThat(head.headers()).containsEntry("content-length", String.valueOf(TWO_GIB));
            assertThat(count).isEqualTo(TWO_GIB);
            assertThat(seen.getValue()).isEqualTo(checksum(piece, TWO_GIB));
        }
    }

    private static void produce(HttpServerRequest request, Buffer piece, AtomicLong produced) {
        while (produced.get() < TWO_GIB && !request.response().writeQueueFull()) {
            request.response().write(piece);
            produced.addAndGet(piece.length());
        }
        if (produced.get() < TWO_GIB) {
            request.response().drainHandler(_ -> produce(request, piece, produced));
        } else {
            request.response().end();
        }
    }

    @Test
    void cutsTheUpstreamWhenTheClientGoesAwayInAnUpload() throws Exception {
        // Given
        AtomicBoolean cut = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong count = new AtomicLong();
        FakeUpstream upstream = fixture.upstream(request -> {
            request.handler(buffer -> count.addAndGet(buffer.length()));
            request.exceptionHandler(_ -> cut.set(true));
            request.endHandler(_ -> ended.set(true));
        });
        fixture.open();
        // When
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("POST /content HTTP/1.1\nHost: a\nContent-Length: 1000\n\nhalf");
            await().until(() -> count.get() == 4);
        }
        // Then
        await().untilTrue(cut);
        assertThat(ended).isFalse();
        await().untilAsserted(() ->
                assertThat(fixture.requests(upstream, "abandoned")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(fixture.traffic.inFlight()).isZero());
        assertThat(fixture.pool.members().getFirst().inFlight()).isZero();
        assertThat(fixture.pool.hasHealthyMember()).isTrue();
    }

    @Test
    void cutsTheUpstreamWhenTheClientGoesAwayInAChunkedUpload() throws Exception {
        // Given
        AtomicBoolean cut = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong count = new AtomicLong();
        fixture.upstream(request -> {
            request.handler(buffer -> count.addAndGet(buffer.length()));
            request.exceptionHandler(_ -> cut.set(true));
            request.endHandler(_ -> ended.set(true));
        });
        fixture.open();
        // When
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("POST /content HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n4\nhalf\n");
            await().until(() -> count.get() == 4);
            client.abort();
        }
        // Then
        await().untilTrue(cut);
        assertThat(ended).isFalse();
    }

    @Test
    void cutsTheUpstreamWhenTheClientGoesAwayWhileItWaitsOrReads() throws Exception {
        // Given
        AtomicLong closed = new AtomicLong();
        FakeUpstream upstream = fixture.upstream(request -> {
            request.connection().closeHandler(_ -> closed.incrementAndGet());
            if (request.uri().endsWith("read")) {
                request.response().setChunked(true).write("first");
            }
        });
        fixture.open();
        // When
        try (RawClient waiting = new RawClient(fixture.port());
                RawClient reading = new RawClient(fixture.port())) {
            waiting.send("GET /ipfs/wait HTTP/1.1\nHost: a\n\n");
            reading.send("GET /ipfs/read HTTP/1.1\nHost: a\n\n");
            await().until(() -> upstream.received().size() == 2);
            assertThat(reading.head().status()).isEqualTo(200);
        }
        // Then
        await().untilAtomic(closed, Matchers.is(2L));
        await().untilAsserted(() -> assertThat(fixture.traffic.inFlight()).isZero());
        assertThat(fixture.requests(upstream, "abandoned")).isEqualTo(2);
    }

    @Test
    void cutsTheClientWhenTheUpstreamDiesInItsAnswer() throws Exception {
        // Given
        FakeUpstream upstream = fixture.upstream(request -> {
            if (request.uri().endsWith("chunked")) {
                request.response().setChunked(true);
            } else {
                request.response().putHeader("Content-Length", "1000");
            }
            request.response()
                    .write("half")
                    .onComplete(_ ->
                            fixture.vertx.setTimer(50, _ -> request.connection().close()));
        });
        fixture.open();
        for (String target : new String[] {"/ipfs/chunked", "/ipfs/sized"}) {
            // When
            try (RawClient client = new RawClient(fixture.port())) {
                client.send("GET " + target + " HTTP/1.1\nHost: a\n\n");
                // Then
                assertThatThrownBy(() -> client.answer(false)).isInstanceOf(IOException.class);
            }
        }
        await().untilAsserted(
                        () -> assertThat(fixture.requests(upstream, "broken")).isEqualTo(2));
    }

    @Test
    void passesAnEarlyRefusalAtOnceWhileTheClientStillSends() throws Exception {
        // Given
        FakeUpstream upstream = fixture.upstream(
                request -> request.response().setStatusCode(401).end("no key"));
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("POST /content HTTP/1.1\nHost: a\nContent-Length: 50000000\n\nfirst");
            // When
            RawClient.Answer answer = client.answer(false);
            // Then
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("no key");
            assertThat(answer.headers()).containsEntry("connection", "close");
            client.out().write(new byte[49_999_995]);
            assertThat(client.in().read()).isEqualTo(-1);
        }
        await().untilAsserted(
                        () -> assertThat(fixture.requests(upstream, "4xx")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(fixture.traffic.inFlight()).isZero());
        assertThat(RawClient.ask(fixture.port(), "GET /content HTTP/1.1\nHost: a\n\n")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void letsAClientThatSendsFirstAndReadsLaterSeeTheRefusal() throws Exception {
        // Given
        fixture.upstream(request -> request.response().setStatusCode(401).end("no key"));
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            // When
            client.send("POST /content HTTP/1.1\nHost: a\nContent-Length: 50000000\n\n");
            client.out().write(new byte[50_000_000]);
            // Then
            assertThat(client.answer(false).body()).isEqualTo("no key");
        }
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("POST /unlisted HTTP/1.1\nHost: a\nContent-Length: 50000000\n\n");
            client.out().write(new byte[50_000_000]);
            assertThat(client.answer(false).status()).isEqualTo(404);
        }
    }
}
