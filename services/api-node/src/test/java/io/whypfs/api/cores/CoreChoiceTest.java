package io.whypfs.api.cores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.kit.internal.InternalCredential;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoreChoiceTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private JsonArray nodes = new JsonArray();
    private CoreRegistry registry;
    private CoreChoice choice;

    @BeforeEach
    void aRegistry() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(nodes.encode()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        InternalClient client =
                new InternalClient(vertx.createHttpClient(), new InternalCredential("a-test-credential"));
        registry = new CoreRegistry(
                client, List.of(new Endpoint("127.0.0.1", server.actualPort())), Duration.ofSeconds(3), nanos::get);
        choice = new CoreChoice(registry);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void takesTheLeastBusyCoreThatHasRoom() {
        know(node(A, "active", 1000, 100), node(B, "active", 1000, 100), node(C, "active", 150, 100));
        registry.uploadsTo(A).set(2);
        registry.uploadsTo(B).set(1);
        assertThat(choice.choose(500, Set.of()).id()).isEqualTo(B);
    }

    @Test
    void takesTheEmptiestOfEquallyBusyCores() {
        know(node(A, "active", 1000, 100), node(B, "active", 2000, 100));
        assertThat(choice.choose(0, Set.of()).id()).isEqualTo(B);
    }

    @Test
    void leavesOutCoresThatAreDrainingLostOrTried() {
        know(node(A, "draining", 1000, 0), node(B, "lost", 1000, 0), node(C, "active", 1000, 0));
        assertThat(choice.choose(0, Set.of()).id()).isEqualTo(C);
        assertStatus(503, 0, Set.of(C));
    }

    @Test
    void says507WhenTheReserveWouldBeTouched() {
        know(node(A, "active", 600, 100));
        assertThat(choice.choose(499, Set.of()).id()).isEqualTo(A);
        assertStatus(507, 500, Set.of());
    }

    @Test
    void passesOverACoreThatRefusedForAWhileUnlessItIsTheOnlyOne() {
        know(node(A, "active", 9000, 0), node(B, "active", 1000, 0));
        registry.onRefused(registry.find(A).orElseThrow());
        assertThat(choice.choose(0, Set.of()).id()).isEqualTo(B);
        assertThat(choice.choose(0, Set.of(B)).id()).isEqualTo(A);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(choice.choose(0, Set.of()).id()).isEqualTo(A);
    }

    @Test
    void keepsTheLastViewWhenNobodyTellsTheRegistry() {
        know(node(A, "active", 1000, 0));
        nodes = new JsonArray().add("nonsense");
        registry.refresh().toCompletionStage().toCompletableFuture().join();
        assertThat(choice.choose(0, Set.of()).id()).isEqualTo(A);
    }

    private void assertStatus(int status, long bytes, Set<UUID> tried) {
        assertThatThrownBy(() -> choice.choose(bytes, tried))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    private void know(JsonObject... cores) {
        nodes = new JsonArray(List.of(cores));
        registry.refresh().toCompletionStage().toCompletableFuture().join();
    }

    private static JsonObject node(UUID id, String state, long free, long reserve) {
        return new JsonObject()
                .put("id", id.toString())
                .put("url", "http://127.0.0.1:1")
                .put("state", state)
                .put("freeBytes", free)
                .put("reserveBytes", reserve);
    }
}
