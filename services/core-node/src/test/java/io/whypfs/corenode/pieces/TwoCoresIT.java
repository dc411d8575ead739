package io.whypfs.corenode.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.BlockstoreOptions;
import io.whypfs.core.blockstore.FlatfsBlockstore;
import io.whypfs.corenode.dag.DagDoors;
import io.whypfs.corenode.pieces.build.BuilderFixture;
import io.whypfs.corenode.pieces.transfer.TransferFixture;
import io.whypfs.corenode.registry.Node;
import io.whypfs.corenode.registry.Registries;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceFetched;
import io.whypfs.events.PieceReady;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.transfer.PieceToken;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two cores on one database: members that live on the other, and pieces asked for at the other. */
@Timeout(120)
class TwoCoresIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final PieceDatabase database = new PieceDatabase();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(20261124);
    private final UUID bucket = UUID.randomUUID();
    private final UUID deal = UUID.randomUUID();
    private Core home;
    private Core other;

    /** A core as far as pieces need it, behind a real socket. */
    private final class Core implements AutoCloseable {

        final UUID id = UUID.randomUUID();
        final Blockstore store;
        final Registry registry = Registries.of(id, CLOCK);
        final BuilderFixture builder;
        final TransferFixture transfers;
        final HttpServer server;

        Core(Path blocks) throws Exception {
            store = new FlatfsBlockstore(blocks, BlockstoreOptions.DEFAULT.withReserveBytes(0));
            builder = new BuilderFixture(database.dataSource(), store, registry, id, CLOCK);
            transfers = new TransferFixture(database.dataSource(), store, registry, id, CLOCK, 1 << 20);
            Router router = Router.router(vertx);
            DagDoors.mount(router, Executors.newVirtualThreadPerTaskExecutor(), store);
            transfers.mount(router);
            server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }

        String url() {
            return "http://127.0.0.1:" + server.actualPort();
        }

        Node node() {
            return Registries.node(id, url(), NOW);
        }

        @Override
        public void close() throws IOException {
            builder.close();
            transfers.close();
            store.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        home = new Core(folder.resolve("home"));
        other = new Core(folder.resolve("other"));
        for (Core core : List.of(home, other)) {
            Registries.view(core.registry, List.of(home.node(), other.node()));
        }
    }

    @AfterEach
    void stop() throws Exception {
        home.close();
        other.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void seal(List<Cid> members) throws Exception {
        BuilderFixture.apply(database.dataSource(), PieceDatabase.sealing(bucket, home.id, members), CLOCK);
    }

    private PieceReady built() throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> home.builder.view(bucket).state().equals("ready"));
        return (PieceReady) database.facts(bucket).getLast().data();
    }

    private HttpResponse<byte[]> get(Core core, PieceReady ready, String token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(core.url() + "/pieces/" + ready.pieceCid() + "?token=" + token))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String token(PieceReady ready) {
        return PieceToken.of(
                        TransferFixture.SECRET.getBytes(StandardCharsets.UTF_8), PieceCid.parse(ready.pieceCid()), deal)
                .text();
    }

    @Test
    void copiesMembersThatLiveElsewhereBeforeItBuilds() throws Exception {
        // Given
        byte[] shared = Contents.bytes(random, 20_000);
        List<Cid> members = new ArrayList<>();
        members.add(Contents.file(home.store, Contents.bytes(random, 100_000)));
        members.add(Contents.directory(other.store, Contents.bytes(random, 50_000), shared));
        for (int i = 0; i < 30; i++) {
            members.add(Contents.file(other.store, Contents.bytes(random, 100 + i)));
        }
        seal(members);

        // When
        home.builder.start();
        other.builder.start();
        PieceReady ready = built();

        // Then
        assertThat(ready.core()).isEqualTo(home.id.toString());
        assertThat(ready.contents()).isEqualTo(32);
        byte[] car = get(home, ready, token(ready)).body();
        assertThat(PieceCid.parse(ready.pieceCid()).commitment().toBytes()).isEqualTo(PlainCommitment.of(car));
        assertThat(database.facts(bucket)).hasSize(1);
    }

    @Test
    void anyCoreGivesThePieceAndItsHomeCounts() throws Exception {
        // Given
        seal(List.of(Contents.file(home.store, Contents.bytes(random, 600_000))));
        home.builder.start();
        PieceReady ready = built();
        byte[] car = get(home, ready, token(ready)).body();
        Awaitility.await().until(() -> fetched().stream().anyMatch(PieceFetched::whole));
        database.run("DELETE FROM core.piece_transfers");
        database.run("DELETE FROM core.outbox");
        int middle = car.length / 2;

        // When
        HttpResponse<byte[]> tail = get(other, ready, token(ready), "Range", "bytes=" + middle + "-");
        HttpResponse<byte[]> wrong = get(other, ready, "nonsense");
        HttpResponse<byte[]> behind = get(other, ready, token(ready), "Range", "bytes=" + car.length + "-");

        // Then
        assertThat(tail.statusCode()).isEqualTo(206);
        assertThat(tail.headers().firstValue("etag")).contains("\"" + ready.pieceCid() + "\"");
        assertThat(tail.headers().firstValue("content-range"))
                .contains("bytes " + middle + "-" + (car.length - 1) + "/" + car.length);
        assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(car, middle, car.length));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(behind.statusCode()).isEqualTo(416);
        Awaitility.await().untilAsserted(() -> assertThat(fetched()).hasSize(1));
        assertThat(fetched().getFirst().whole()).isFalse();

        // When
        get(home, ready, token(ready), "Range", "bytes=0-" + middle);

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(fetched())
                        .last()
                        .isEqualTo(new PieceFetched(deal, ready.pieceCid(), car.length, true)));
        assertThat(database.facts(deal)).extracting(EventEnvelope::sequence).containsExactly(1L, 2L);
    }

    private List<PieceFetched> fetched() throws Exception {
        return database.facts(deal).stream()
                .map(fact -> (PieceFetched) fact.data())
                .toList();
    }

    @Test
    void namesTheHomeThatIsAway() throws Exception {
        // Given
        seal(List.of(Contents.file(home.store, Contents.bytes(random, 1000))));
        home.builder.start();
        PieceReady ready = built();
        home.server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);

        // When
        HttpResponse<byte[]> silent = get(other, ready, token(ready));
        HttpResponse<byte[]> relayed = get(other, ready, token(ready), "Whypfs-Relayed", "1");
        Registries.view(
                other.registry, List.of(Registries.node(home.id, home.url(), NOW.minusSeconds(60)), other.node()));
        HttpResponse<byte[]> lost = get(other, ready, token(ready));

        // Then
        assertThat(List.of(silent, relayed, lost)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("5");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("urn:whypfs:problem:home-away")
                    .contains(home.id.toString());
        });
    }

    @Test
    void waitsForACoreThatHasAMemberAndIsAway() throws Exception {
        // Given
        Cid member = Contents.file(other.store, Contents.bytes(random, 10_000));
        other.server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        seal(List.of(member));

        // When
        home.builder.start();

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !database.facts(bucket).isEmpty());
        PieceDelayed delayed = (PieceDelayed) database.facts(bucket).getFirst().data();
        assertThat(delayed.why()).contains(member.toString()).contains(other.id.toString());
        assertThat(delayed.nextAt()).isEqualTo(NOW.plusSeconds(5));
    }
}
