package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static io.whypfs.corenode.CoreNodeClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.corenode.pieces.PieceDatabase;
import io.whypfs.corenode.pieces.PlainCommitment;
import io.whypfs.corenode.pieces.transfer.TransferFixture;
import io.whypfs.corenode.registry.CoreId;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceFetched;
import io.whypfs.events.PieceReady;
import io.whypfs.events.Topics;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.transfer.PieceToken;
import io.whypfs.ipld.dag.Links;
import io.whypfs.multiformats.Cid;
import io.whypfs.testsupport.TestKafka;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PiecesIT.Broker.class)
@Timeout(120)
class PiecesIT {

    /** A broker, so that facts come and go as in the whole system. */
    public static class Broker implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(CoreNodeBackend.WithBroker.class));
        }
    }

    private static final byte[] KEY = CoreNodeBackend.PIECES_SECRET.getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource
    URI base;

    @Inject
    CoreId coreId;

    @Inject
    Blockstore store;

    private final UUID bucket = UUID.randomUUID();
    private final UUID deal = UUID.randomUUID();
    private CoreNodeClient core;
    private FactsOnTopics facts;

    @BeforeEach
    void connect() {
        core = new CoreNodeClient(base);
        facts = new FactsOnTopics(TestKafka.start().bootstrapServers(), List.of(Topics.PIECE, Topics.TRANSFER));
    }

    @AfterEach
    void disconnect() {
        facts.close();
    }

    private Cid member(int bytes) throws IOException, InterruptedException {
        byte[] content = new byte[bytes];
        new Random().nextBytes(content);
        return Cid.parse(core.store(newContent(), "a", content, "").getString("root"));
    }

    private PieceReady build(Cid... members) throws Exception {
        facts.tell(PieceDatabase.sealing(bucket, coreId.value(), List.of(members)));
        return (PieceReady) awaitFact(bucket, "PieceReady").data();
    }

    private EventEnvelope awaitFact(UUID key, String type) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> facts.about(key).stream()
                                .filter(fact -> fact.type().equals(type))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private HttpRequest.Builder piece(PieceReady ready) {
        return request("/pieces/" + ready.pieceCid()).header("Authorization", basic(ready, deal));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private static String basic(PieceReady ready, UUID deal) {
        return "Basic "
                + Base64.getEncoder().encodeToString((":" + token(ready, deal)).getBytes(StandardCharsets.UTF_8));
    }

    private static String token(PieceReady ready, UUID deal) {
        return PieceToken.of(KEY, PieceCid.parse(ready.pieceCid()), deal).text();
    }

    private static HttpRequest.Builder head(HttpRequest.Builder request) {
        return request.method("HEAD", HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void makesAPieceOfASealedBucketThatHashesToItsCid() throws Exception {
        // When
        PieceReady ready = build(member(300_000), member(70));

        // Then
        HttpResponse<byte[]> whole = core.send(piece(ready));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("content-type")).contains("application/vnd.ipld.car");
        assertThat(whole.headers().firstValueAsLong("content-length")).hasValue(ready.carBytes());
        assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(whole.headers().firstValue("etag")).contains("\"" + ready.pieceCid() + "\"");
        assertThat(PlainCommitment.of(whole.body()))
                .isEqualTo(PieceCid.parse(ready.pieceCid()).commitment().toBytes());
        JsonObject state = json(core.get("/internal/v1/pieces/by-bucket/" + bucket));
        assertThat(state.getString("state")).isEqualTo("ready");
        assertThat(state.getString("pieceCid")).isEqualTo(ready.pieceCid());
        assertThat(state.getLong("doneBytes")).isEqualTo(ready.carBytes());
        assertThat(state.getString("why")).isNotEmpty();
        assertThat(state.getString("next")).isNotEmpty();
        PieceFetched fetched = (PieceFetched) awaitFact(deal, "PieceFetched").data();
        assertThat(fetched.pieceCid()).isEqualTo(ready.pieceCid());
        Awaitility.await()
                .untilAsserted(() -> assertThat(facts.about(deal))
                        .last()
                        .extracting(EventEnvelope::data)
                        .isEqualTo(new PieceFetched(deal, ready.pieceCid(), ready.carBytes(), true)));
    }

    @Test
    void answersHeadAndRangesAsProvidersAskForThem() throws Exception {
        // Given
        PieceReady ready = build(member(200_000));
        byte[] car = core.send(piece(ready)).body();

        // When
        HttpResponse<byte[]> first = core.send(head(piece(ready)));
        HttpResponse<byte[]> onePast = core.send(piece(ready).header("Range", "bytes=0-" + car.length));
        HttpResponse<byte[]> middle = core.send(piece(ready).header("Range", "bytes=100-150000"));
        HttpResponse<byte[]> stale =
                core.send(piece(ready).header("Range", "bytes=100-200").header("If-Range", "\"another\""));
        HttpResponse<byte[]> behind = core.send(piece(ready).header("Range", "bytes=" + car.length + "-"));
        HttpResponse<byte[]> second =
                core.send(request("/pieces/" + ready.pieceCidV2() + "?token=" + token(ready, deal))
                        .header("Range", "bytes=-5"));

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValueAsLong("content-length")).hasValue(car.length);
        assertThat(onePast.statusCode()).isEqualTo(206);
        assertThat(onePast.headers().firstValue("content-range"))
                .contains("bytes 0-" + (car.length - 1) + "/" + car.length);
        assertThat(onePast.body()).isEqualTo(car);
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(car, 100, 150_001));
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(behind.headers().firstValue("content-range")).contains("bytes */" + car.length);
        assertThat(second.statusCode()).isEqualTo(206);
        assertThat(second.body()).isEqualTo(Arrays.copyOfRange(car, car.length - 5, car.length));
    }

    @Test
    void givesNothingWithoutTheDealsToken() throws Exception {
        // Given
        PieceReady ready = build(member(1000));
        String path = "/pieces/" + ready.pieceCid();
        String pair =
                Base64.getEncoder().encodeToString((":" + token(ready, deal) + "0").getBytes(StandardCharsets.UTF_8));

        // When
        List<HttpResponse<byte[]>> refused = List.of(
                core.send(request(path)),
                core.send(request(path + "?token=nonsense")),
                core.send(request(path).header("Authorization", "Bearer " + token(ready, deal))),
                core.send(request(path).header("Authorization", "Basic " + pair)),
                core.send(request(path).header("Authorization", "Basic %%%")));
        HttpResponse<byte[]> owner = core.send(request(path).header("Authorization", basic(ready, PieceToken.OWNER)));

        // Then
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Basic realm=\"pieces\"");
            assertThat(json(answer).getString("type")).isEqualTo("urn:whypfs:problem:piece-token");
        });
        assertThat(owner.statusCode()).isEqualTo(200);
    }

    @Test
    void givesNothingForADealThatIsOver() throws Exception {
        // Given
        PieceReady ready = build(member(1000));
        assertThat(core.send(piece(ready)).statusCode()).isEqualTo(200);
        PieceCid cid = PieceCid.parse(ready.pieceCid());

        // When
        facts.tell(List.of(TransferFixture.deal(deal, cid, false), TransferFixture.deal(deal, cid, true)));

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(core.send(piece(ready)).statusCode()).isEqualTo(403));
        HttpResponse<byte[]> over = core.send(piece(ready));
        assertThat(json(over).getString("type")).isEqualTo("urn:whypfs:problem:deal-over");
        assertThat(json(over).getString("detail")).contains(deal.toString());
        UUID another = UUID.randomUUID();
        assertThat(core.send(request("/pieces/" + ready.pieceCid()).header("Authorization", basic(ready, another)))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
                "baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq"
            })
    void knowsNoPieceThatNobodyBuilt(String cid) throws Exception {
        // Given
        String token = cid.startsWith("baga")
                ? PieceToken.of(KEY, PieceCid.parse(cid), deal).text()
                : "any";

        // When
        HttpResponse<byte[]> answer = core.send(request("/pieces/" + cid + "?token=" + token));

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).getString("type")).isEqualTo("urn:whypfs:problem:unknown-piece");
    }

    @Test
    void saysThatTheDoorIsReachedWithoutASecret() throws Exception {
        // When
        HttpResponse<byte[]> answer = core.send(request("/pieces/"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("whypfs-pieces")).contains("1");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void isBusyWhenADealFetchesTooMuchAtOnce() throws Exception {
        // Given
        PieceReady ready = build(member(12_000_000));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                slow.add(openAndReadLittle(ready));
            }

            // When
            HttpResponse<byte[]> answer = core.send(piece(ready));

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("5");
            assertThat(json(answer).getString("type")).isEqualTo("urn:whypfs:problem:busy");
            assertThat(core.send(head(piece(ready))).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(core.send(piece(ready)).statusCode()).isEqualTo(200));
    }

    /** A client that stops reading: the answer is larger than all buffers on the way. */
    private Socket openAndReadLittle(PieceReady ready) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        socket.getOutputStream()
                .write(("GET /pieces/" + ready.pieceCid() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                + basic(ready, deal) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                .isEqualTo("HTTP/1.1 200");
        return socket;
    }

    @Test
    void breaksOffAtABlockThatIsGoneAndAnswers503WhenItIsTheFirst() throws Exception {
        // Given
        Cid member = member(9_000_000);
        PieceReady ready = build(member);
        byte[] car = core.send(piece(ready)).body();
        Cid last = Links.of(member, store.get(member).orElseThrow()).getLast();
        store.deleteUnlessStampedSince(last.multihash(), Instant.parse("2100-01-01T00:00:00Z"));

        // When
        HttpResponse<byte[]> tail = core.send(piece(ready).header("Range", "bytes=-10"));
        byte[] before = rawBody(ready);

        // Then
        assertThat(tail.statusCode()).isEqualTo(503);
        assertThat(tail.headers().firstValue("retry-after")).contains("5");
        assertThat(text(tail)).contains(last.toString());
        assertThat(before).hasSizeLessThan(car.length).isEqualTo(Arrays.copyOf(car, before.length));
    }

    /** What comes of a body before the connection ends. */
    private byte[] rawBody(PieceReady ready) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /pieces/" + ready.pieceCid() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                    + basic(ready, deal) + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            try {
                in.transferTo(all);
            } catch (SocketException _) {
                // Cut, as it should be.
            }
            byte[] bytes = all.toByteArray();
            int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            return Arrays.copyOfRange(bytes, end + 4, bytes.length);
        }
    }

    @Test
    void knowsOnlyBucketsThatWereSealed() throws Exception {
        for (String path : List.of(UUID.randomUUID().toString(), "nonsense")) {
            HttpResponse<byte[]> answer = core.get("/internal/v1/pieces/by-bucket/" + path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).getString("type")).isEqualTo("urn:whypfs:problem:unknown-piece");
        }
    }
}
