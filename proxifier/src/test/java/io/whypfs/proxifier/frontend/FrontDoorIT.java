package io.whypfs.proxifier.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FrontDoorIT {

    private final DoorFixture fixture = new DoorFixture();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static void echoHeaders(HttpServerRequest request) {
        JsonObject seen = new JsonObject();
        request.headers().forEach((name, value) -> seen.put(name.toLowerCase(Locale.ROOT), value));
        request.response().end(seen.encode());
    }

    @Test
    void passesRequestAndAnswerOnUnchanged() throws Exception {
        // Given
        FakeUpstream upstream = fixture.upstream(request -> request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(201)
                        .setStatusMessage("Made")
                        .putHeader("X-AppVersion", "9")
                        .putHeader("Set-Cookie", "a=1")
                        .end(body)));
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            // When
            client.send("POST /content/add?a=%20&b HTTP/1.1\nHost: front:1313\nContent-Length: 5\n\nhello");
            RawClient.Answer first = client.answer(false);
            client.send("POST /content/add HTTP/1.1\nHost: front\nTransfer-Encoding: Chunked\n\n3\nabc\n0\n\n");
            RawClient.Answer second = client.answer(false);
            // Then
            assertThat(first.status()).isEqualTo(201);
            assertThat(first.body()).isEqualTo("hello");
            assertThat(first.headers()).containsEntry("x-appversion", "9").containsEntry("set-cookie", "a=1");
            assertThat(second.body()).isEqualTo("abc");
            assertThat(upstream.received()).containsExactly("POST /content/add?a=%20&b", "POST /content/add");
        }
        await().untilAsserted(
                        () -> assertThat(fixture.requests(upstream, "2xx")).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/v1/nodes",
                "//internal/v1/nodes",
                "/content/../internal/v1",
                "/content/%2e%2e/internal/v1",
                "/content/%2E./internal",
                "/content%2F..%2Finternal",
                "/content/..%2Finternal",
                "/content\\..\\internal",
                "\\internal",
                "http://127.0.0.1/internal/v1",
                "http://127.0.0.1/content/add",
                "/q/health/ready",
                "/q/metrics",
                "/./q/metrics",
                "*",
                "/unlisted",
                "/pieces/x"
            })
    void letsNothingUnlistedReachAnUpstream(String target) throws Exception {
        // Given
        FakeUpstream upstream = fixture.upstream(request -> request.response().end("reached"));
        fixture.open();
        // When
        RawClient.Answer answer = RawClient.ask(fixture.port(), "GET " + target + " HTTP/1.1\nHost: a\n\n");
        // Then
        JsonObject error = new JsonObject(answer.body()).getJsonObject("error");
        assertThat(answer.status()).isIn(400, 404);
        assertThat(error.getInteger("code")).isEqualTo(answer.status());
        assertThat(error.getString("reason")).isEqualTo(answer.status() == 404 ? "Not Found" : "Bad Request");
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=UTF-8");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void answersAnUnlistedPathInEstuarysEnvelope() throws Exception {
        fixture.upstream(request -> request.response().end());
        fixture.open();
        RawClient.Answer answer = RawClient.ask(fixture.port(), "GET /q/health?x=1 HTTP/1.1\nHost: a\n\n");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":{\"code\":404,\"reason\":\"Not Found\",\"details\":\"Nothing is served at /q/health.\"}}\n");
    }

    @Test
    void refusesAnotherRequestHiddenInTheFirst() throws Exception {
        // Given
        FakeUpstream upstream = fixture.upstream(
                request -> request.body().onSuccess(body -> request.response().end(body)));
        fixture.open();
        // When
        RawClient.Answer coded = RawClient.ask(
                fixture.port(), "POST /content HTTP/1.1\nHost: a\nTransfer-Encoding: gzip, chunked\n\n0\n\n");
        RawClient.Answer twoLengths = RawClient.ask(
                fixture.port(), "POST /content HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 2\n\nab");
        RawClient.Answer noHost = RawClient.ask(fixture.port(), "GET /content HTTP/1.1\n\n");
        // Then
        assertThat(coded.status()).isEqualTo(400);
        assertThat(twoLengths.status()).isEqualTo(400);
        assertThat(noHost.status()).isEqualTo(400);
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void dropsIdentityAndHopByHopHeadersAndTellsWhoAsks() throws Exception {
        // Given
        fixture.upstream(FrontDoorIT::echoHeaders);
        fixture.open();
        // When
        JsonObject seen = new JsonObject(RawClient.ask(fixture.port(), """
                        GET /content HTTP/1.1
                        Host: door.example:99
                        whypfs-internal: stolen
                        X-WhyPFS-User: 1
                        Connection: keep-alive, X-Secret
                        X-Secret: x
                        Keep-Alive: 5
                        TE: trailers
                        Upgrade: h2c
                        HTTP2-Settings: x
                        Proxy-Authorization: x
                        Proxy-Connection: x
                        X-Forwarded-For: 6.6.6.6
                        X-Forwarded-Proto: https
                        X-Forwarded-Host: evil
                        X-Forwarded-Prefix: /evil
                        X-Real-IP: 6.6.6.6
                        Forwarded: for=6.6.6.6
                        Authorization: Bearer k

                        """).body());
        // Then
        assertThat(seen)
                .isEqualTo(new JsonObject()
                        .put("host", "door.example:99")
                        .put("authorization", "Bearer k")
                        .put("x-forwarded-for", "127.0.0.1")
                        .put("x-forwarded-proto", "http")
                        .put("x-forwarded-host", "door.example:99"));
    }

    @Test
    void believesForwardingHeadersOnlyWhenTold() throws Exception {
        fixture.upstream(FrontDoorIT::echoHeaders);
        fixture.open(true, Duration.ofMinutes(1), Duration.ofSeconds(1));
        JsonObject seen = new JsonObject(RawClient.ask(fixture.port(), """
                        GET /content HTTP/1.1
                        Host: inner
                        X-Forwarded-For: 6.6.6.6
                        X-Forwarded-Proto: https
                        X-Forwarded-Host: outer
                        Whypfs-Internal: stolen

                        """).body());
        assertThat(seen)
                .isEqualTo(new JsonObject()
                        .put("host", "inner")
                        .put("x-forwarded-for", "6.6.6.6, 127.0.0.1")
                        .put("x-forwarded-proto", "https")
                        .put("x-forwarded-host", "outer"));
    }

    @Test
    void keepsBodilessAnswersBodiless() throws Exception {
        // Given
        fixture.upstream(request -> {
            switch (request.uri()) {
                case "/ipfs/head" ->
                    request.response().putHeader("Content-Length", "1000").end();
                case "/ipfs/304" ->
                    request.response()
                            .setStatusCode(304)
                            .putHeader("ETag", "\"x\"")
                            .end();
                case "/ipfs/204" -> request.response().setStatusCode(204).end();
                default -> request.response().end("next");
            }
        });
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            // When
            client.send("HEAD /ipfs/head HTTP/1.1\nHost: a\n\n");
            RawClient.Answer head = client.answer(true);
            client.send("GET /ipfs/304 HTTP/1.1\nHost: a\n\n");
            RawClient.Answer notModified = client.answer(true);
            client.send("DELETE /ipfs/204 HTTP/1.1\nHost: a\n\n");
            RawClient.Answer noContent = client.answer(true);
            client.send("GET /ipfs/next HTTP/1.1\nHost: a\n\n");
            RawClient.Answer next = client.answer(false);
            // Then
            assertThat(head.headers()).containsEntry("content-length", "1000");
            assertThat(notModified.status()).isEqualTo(304);
            assertThat(notModified.headers()).containsEntry("etag", "\"x\"").doesNotContainKey("transfer-encoding");
            assertThat(noContent.status()).isEqualTo(204);
            assertThat(noContent.headers()).doesNotContainKey("transfer-encoding");
            assertThat(next.body()).isEqualTo("next");
        }
    }

    @Test
    void passesRangesThrough() throws Exception {
        // Given
        fixture.upstream(request -> request.response()
                .setStatusCode(206)
                .putHeader("Content-Range", request.getHeader("Range").replace('=', ' ') + "/10")
                .end("cde"));
        fixture.open();
        // When
        RawClient.Answer answer = RawClient.ask(fixture.port(), "GET /ipfs/x HTTP/1.1\nHost: a\nRange: bytes=2-4\n\n");
        // Then
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.headers()).containsEntry("content-range", "bytes 2-4/10");
        assertThat(answer.body()).isEqualTo("cde");
    }

    @Test
    void passesChunkedAnswersToBothVersionsOfHttp() throws Exception {
        // Given
        fixture.upstream(request -> {
            request.response().setChunked(true).write("abc");
            fixture.vertx.setTimer(20, _ -> request.response().end("def"));
        });
        fixture.open();
        // When
        RawClient.Answer modern = RawClient.ask(fixture.port(), "GET /ipfs/x HTTP/1.1\nHost: a\n\n");
        RawClient.Answer old = RawClient.ask(fixture.port(), "GET /ipfs/x HTTP/1.0\n\n");
        // Then
        assertThat(modern.headers()).containsEntry("transfer-encoding", "chunked");
        assertThat(modern.body()).isEqualTo("abcdef");
        assertThat(old.headers()).doesNotContainKey("transfer-encoding");
        assertThat(old.body()).isEqualTo("abcdef");
    }

    @Test
    void saysContinueOnceAnUpstreamIsThere() throws Exception {
        // Given
        fixture.upstream(request -> request.body()
                .onSuccess(body -> request.response()
                        .putHeader(
                                "saw-expect", String.valueOf(request.headers().contains("Expect")))
                        .end(body)));
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            // When
            client.send("POST /content/add HTTP/1.1\nHost: a\nContent-Length: 5\nExpect: 100-continue\n\n");
            RawClient.Answer go = client.answer(false);
            client.send("hello");
            RawClient.Answer answer = client.answer(false);
            // Then
            assertThat(go.status()).isEqualTo(100);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.headers()).containsEntry("saw-expect", "false");
        }
    }

    @Test
    void refusesInsteadOfContinueWhenNobodyCanTakeTheBody() throws Exception {
        fixture.at(1).open();
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("POST /content/add HTTP/1.1\nHost: a\nContent-Length: 5\nExpect: 100-continue\n\n");
            RawClient.Answer answer = client.answer(false);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("retry-after", "2").containsEntry("connection", "close");
            assertThat(new JsonObject(answer.body()).getJsonObject("error").getString("details"))
                    .isEqualTo(
                            "The only api node is not ready (it does not accept connections). Nothing was stored for this request; try again in a moment.");
        }
    }

    @Test
    void boundsTheHead() throws Exception {
        fixture.upstream(request -> request.response().end());
        fixture.open();
        String longText = "x".repeat(20_000);
        RawClient.Answer longLine = RawClient.ask(fixture.port(), "GET /" + longText + " HTTP/1.1\nHost: a\n\n");
        RawClient.Answer longHeader =
                RawClient.ask(fixture.port(), "GET /content HTTP/1.1\nHost: a\nX: " + longText + "\n\n");
        assertThat(longLine.status()).isEqualTo(414);
        assertThat(longHeader.status()).isEqualTo(431);
        assertThat(longHeader.body()).contains("The request's headers are longer than 16384 bytes.");
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fixture.frontPort = taken.getLocalPort();
            assertThatThrownBy(fixture::open)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The front door cannot listen on 127.0.0.1:" + fixture.frontPort)
                    .hasMessageEndingWith("free that port or set quarkus.http.port to another.");
        }
    }

    @Test
    void hangsUpOnAConnectionThatNeverAsks() throws Exception {
        fixture.open();
        try (RawClient client = new RawClient(fixture.port())) {
            client.send("GET /content HT");
            assertThat(client.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void letsRunningRequestsFinishWhenItCloses() throws Exception {
        // Given
        FakeUpstream upstream = fixture.upstream(
                request -> request.body().onSuccess(body -> request.response().end(body)));
        fixture.open();
        try (RawClient running = new RawClient(fixture.port());
                RawClient idle = new RawClient(fixture.port())) {
            running.send("POST /content HTTP/1.1\nHost: a\nContent-Length: 6\n\nabc");
            await().until(() -> !upstream.received().isEmpty());
            // When
            var closed = fixture.door().close().toCompletionStage().toCompletableFuture();
            idle.send("GET /content HTTP/1.1\nHost: a\n\n");
            RawClient.Answer refused = idle.answer(false);
            running.send("def");
            RawClient.Answer finished = running.answer(false);
            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsEntry("connection", "close");
            assertThat(idle.in().read()).isEqualTo(-1);
            assertThat(finished.body()).isEqualTo("abcdef");
            closed.get(20, TimeUnit.SECONDS);
            assertThat(upstream.received()).hasSize(1);
        }
    }
}
