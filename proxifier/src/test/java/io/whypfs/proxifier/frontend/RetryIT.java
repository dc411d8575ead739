package io.whypfs.proxifier.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryIT {

    private static final String POST = "POST /content HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc";
    private static final String GET = "GET /content HTTP/1.1\nHost: a\n\n";

    private final DoorFixture fixture = new DoorFixture();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static void hangUp(HttpServerRequest request) {
        request.body().onComplete(_ -> request.connection().close());
    }

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(_ -> request.response().end("done"));
    }

    private int received() {
        return fixture.upstreams.stream().mapToInt(u -> u.received().size()).sum();
    }

    @Test
    void triesAGetOnceMoreElsewhereWhenNoAnswerHasBegun() throws Exception {
        // Given
        FakeUpstream broken = fixture.upstream(RetryIT::hangUp);
        FakeUpstream good = fixture.upstream(RetryIT::answer);
        fixture.open();
        // When
        List<RawClient.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(RawClient.ask(fixture.port(), GET));
        }
        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).isEqualTo("done"));
        assertThat(good.received()).hasSize(20);
        assertThat(broken.received()).isNotEmpty();
    }

    @Test
    void triesAGetNoThirdTime() throws Exception {
        // Given
        for (int i = 0; i < 4; i++) {
            fixture.upstream(RetryIT::hangUp);
        }
        fixture.open();
        // When
        RawClient.Answer answer = RawClient.ask(fixture.port(), GET);
        // Then
        assertThat(answer.status()).isEqualTo(502);
        assertThat(received()).isEqualTo(2);
    }

    @Test
    void neverRepeatsAPostThatHasBeenSent() throws Exception {
        // Given
        fixture.upstream(RetryIT::hangUp);
        fixture.upstream(RetryIT::hangUp);
        fixture.open();
        // When
        RawClient.Answer post = RawClient.ask(fixture.port(), POST);
        RawClient.Answer empty =
                RawClient.ask(fixture.port(), "POST /content HTTP/1.1\nHost: a\nContent-Length: 0\n\n");
        RawClient.Answer delete = RawClient.ask(fixture.port(), "DELETE /content/1 HTTP/1.1\nHost: a\n\n");
        RawClient.Answer getWithBody =
                RawClient.ask(fixture.port(), "GET /content HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc");
        // Then
        assertThat(List.of(post, empty, delete, getWithBody)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(502);
            assertThat(new JsonObject(answer.body()).getJsonObject("error").getString("details"))
                    .isEqualTo(
                            "The api node broke off before it answered; what it was asked may or may not have been done.");
        });
        assertThat(received()).isEqualTo(4);
    }

    @Test
    void takesAPostElsewhereWhenTheConnectionCannotBeMade() throws Exception {
        // Given
        FakeUpstream good = fixture.upstream(RetryIT::answer);
        FakeUpstream dead = fixture.upstream(RetryIT::answer);
        fixture.openWithoutLaterProbes();
        dead.close();
        // When
        List<RawClient.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(RawClient.ask(fixture.port(), POST));
        }
        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).isEqualTo("done"));
        assertThat(good.received()).hasSize(20);
        assertThat(fixture.pool.members()).filteredOn(u -> !u.isHealthy()).hasSize(1);
        assertThat(fixture.registry.find("whypfs.proxifier.ejections").counters().stream()
                        .mapToDouble(c -> c.count())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void dropsASickUpstreamAndTakesItBack() throws Exception {
        // Given
        FakeUpstream only = fixture.upstream(RetryIT::answer);
        fixture.open();
        assertThat(RawClient.ask(fixture.port(), GET).status()).isEqualTo(200);
        // When
        only.readiness = 503;
        await().until(() -> !fixture.pool.hasHealthyMember());
        RawClient.Answer refused = RawClient.ask(fixture.port(), GET);
        only.readiness = 200;
        await().until(fixture.pool::hasHealthyMember);
        RawClient.Answer back = RawClient.ask(fixture.port(), GET);
        // Then
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("The only api node is not ready (its readiness check answers 503).");
        assertThat(back.status()).isEqualTo(200);
        assertThat(only.received()).hasSize(2);
    }

    @Test
    void givesTheNextRequestToTheLessLoaded() throws Exception {
        // Given
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        FakeUpstream first = fixture.upstream(held::add);
        FakeUpstream second = fixture.upstream(held::add);
        fixture.open();
        List<RawClient> clients = new ArrayList<>();
        // When
        for (int i = 0; i < 10; i++) {
            RawClient client = new RawClient(fixture.port());
            clients.add(client);
            client.send(GET);
            int sent = i + 1;
            await().until(() -> held.size() == sent);
        }
        // Then
        assertThat(first.received()).hasSize(5);
        assertThat(second.received()).hasSize(5);
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void answers504WhenTheUpstreamStaysSilent() throws Exception {
        // Given
        fixture.upstream(_ -> {});
        fixture.upstream(_ -> {});
        fixture.open(false, Duration.ofMillis(400), Duration.ofSeconds(1));
        // When
        RawClient.Answer answer = RawClient.ask(fixture.port(), GET);
        // Then
        assertThat(answer.status()).isEqualTo(504);
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void namesEveryReasonWhenAllAreDown() throws Exception {
        try (ServerSocket closed = new ServerSocket(0)) {
            fixture.at(1).at(closed.getLocalPort());
        }
        fixture.open();
        RawClient.Answer answer = RawClient.ask(fixture.port(), GET);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "2");
        assertThat(answer.body()).contains("None of the 2 api nodes is ready (it does not accept connections).");
    }
}
