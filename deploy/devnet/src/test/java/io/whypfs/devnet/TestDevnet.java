package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.codec.Varints;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.mk12.DealResponse;
import io.whypfs.devnet.mk12.StatusRequest;
import io.whypfs.devnet.mk12.Transfer;
import io.whypfs.devnet.piece.CommP;
import io.whypfs.devnet.piece.PieceSize;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.DealProposal;
import io.whypfs.devnet.wire.Label;
import io.whypfs.devnet.wire.SignedMessage;
import io.whypfs.devnet.wire.SignedProposal;
import io.whypfs.devnet.wire.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A devnet in a temporary folder, and a client of it written by hand: wallet, JSON-RPC, MK 1.2, a CAR to store. */
final class TestDevnet implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigInteger FIL = BigInteger.TEN.pow(18);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final List<String> arguments;
    private DevnetServer server;
    final SigningKey wallet = SigningKey.named("a client");
    final byte[] car;
    final Cid root = Cid.sha256("root".getBytes(StandardCharsets.UTF_8));
    final CarServer cars;

    TestDevnet(Path home, String... more) throws IOException {
        this(home, 100_000, more);
    }

    /** @param bytes of the CAR, less its header */
    TestDevnet(Path home, int bytes, String... more) throws IOException {
        this.home = home;
        this.car = car(bytes);
        this.cars = new CarServer(car);
        this.arguments = new ArrayList<>(List.of(
                "--home=" + home,
                "--port=0",
                "--provider-ports=" + FreePorts.some(3),
                "--epoch-millis=20",
                "--publish-millis=100",
                "--seal-epochs=3",
                "--sealing-estimate=200"));
        arguments.addAll(List.of(more));
        start();
    }

    void start() throws IOException {
        server = DevnetServer.start(DevnetSettings.from(arguments), Clock.systemUTC());
    }

    void restart() throws IOException {
        server.close();
        start();
    }

    private byte[] car(int length) {
        byte[] header = new CborWriter()
                .map(2)
                .text("roots")
                .array(1)
                .cid(Cid.sha256("root".getBytes(StandardCharsets.UTF_8)))
                .text("version")
                .integer(1)
                .toBytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Varints.encode(header.length));
        bytes.writeBytes(header);
        byte[] rest = new byte[length];
        new Random(7).nextBytes(rest);
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    Cid piece() {
        CommP commP = new CommP();
        commP.update(car, 0, car.length);
        return commP.finish();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    HttpResponse<byte[]> send(String method, String url, String type, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String method, String path, Object body) {
        try {
            byte[] bytes = method.equals("GET") ? new byte[0] : JSON.writeValueAsBytes(body);
            return JSON.readTree(
                    send(method, url(path), "application/json", bytes).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String path) {
        return json("GET", path, Map.of());
    }

    JsonNode post(String path, Object body) {
        return json("POST", path, body);
    }

    /** The whole envelope. */
    JsonNode call(String method, Object... params) {
        return post("/rpc/v1", Map.of("jsonrpc", "2.0", "id", 1, "method", "Filecoin." + method, "params", params));
    }

    JsonNode result(String method, Object... params) {
        JsonNode envelope = call(method, params);
        assertThat(envelope.has("error")).as("%s: %s", method, envelope).isFalse();
        return envelope.get("result");
    }

    static final Object HEAD = List.of();

    long head() {
        return result("ChainHead").get("Height").asLong();
    }

    void fault(String provider, String fault, Integer count) {
        java.util.HashMap<String, Object> body = new java.util.HashMap<>();
        body.put("fault", fault);
        body.put("count", count);
        JsonNode answer = post("/control/providers/" + provider + "/fault", body);
        assertThat(answer.has("on")).as("%s", answer).isTrue();
    }

    void faucet() {
        post("/control/faucet", Map.of("address", wallet.address().toString()));
    }

    ChainMessage addBalance(long nonce, long fil) {
        return new ChainMessage(
                Address.ofId(5),
                wallet.address(),
                nonce,
                FIL.multiply(BigInteger.valueOf(fil)),
                12_500_000,
                BigInteger.valueOf(1_000_000),
                BigInteger.valueOf(100_000),
                2,
                new CborWriter().bytes(wallet.address().bytes()).toBytes());
    }

    static Map<String, Object> pushParam(SignedMessage signed) {
        ChainMessage message = signed.message();
        Map<String, Object> fields = new java.util.HashMap<>();
        fields.put("Version", 0);
        fields.put("To", message.to().toString());
        fields.put("From", message.from().toString());
        fields.put("Nonce", message.nonce());
        fields.put("Value", message.value().toString());
        fields.put("GasLimit", message.gasLimit());
        fields.put("GasFeeCap", message.gasFeeCap().toString());
        fields.put("GasPremium", message.gasPremium().toString());
        fields.put("Method", message.method());
        fields.put("Params", Base64.getEncoder().encodeToString(message.params()));
        return Map.of(
                "Message",
                fields,
                "Signature",
                Map.of(
                        "Type",
                        signed.signature().type(),
                        "Data",
                        Base64.getEncoder().encodeToString(signed.signature().data())));
    }

    /** Pushes and waits for the receipt. */
    JsonNode execute(ChainMessage message) {
        JsonNode cid = result("MpoolPush", pushParam(SignedMessage.by(wallet, message)));
        return awaitReceipt(cid);
    }

    JsonNode awaitReceipt(JsonNode cid) {
        return await().atMost(PATIENCE)
                .until(() -> result("StateSearchMsg", HEAD, cid, -1, true), found -> !found.isNull());
    }

    /** FIL, datacap, and 100 FIL in escrow. */
    void fund() {
        faucet();
        long nonce = result("MpoolGetNonce", wallet.address().toString()).asLong();
        JsonNode found = execute(addBalance(nonce, 100));
        assertThat(found.at("/Receipt/ExitCode").asInt()).isZero();
    }

    DealProposal proposal(String provider) {
        long size = PieceSize.natural(car.length);
        BigInteger min = new BigInteger(result("StateDealProviderCollateralBounds", size, false, HEAD)
                .get("Min")
                .asText());
        long start = head() + 5_000;
        return new DealProposal(
                piece(),
                size,
                false,
                wallet.address(),
                address(provider),
                Label.text(root.toString()),
                start,
                start + 518_400,
                BigInteger.valueOf(100_000_000)
                        .multiply(BigInteger.valueOf(size))
                        .shiftRight(30),
                min.multiply(BigInteger.valueOf(12)).divide(BigInteger.TEN),
                BigInteger.ZERO);
    }

    static Address address(String text) {
        return Address.ofId(Long.parseLong(text.substring(2)));
    }

    DealParams params(DealProposal proposal) {
        return params(proposal, UnaryOperator.identity());
    }

    DealParams params(DealProposal proposal, UnaryOperator<String> transfer) {
        String json = transfer.apply(
                "{\"URL\":\"" + cars.url() + "\",\"Headers\":{\"Authorization\":\"" + CarServer.SECRET + "\"}}");
        SignedProposal signed = new SignedProposal(proposal, wallet.sign(proposal.encode()));
        return new DealParams(
                UUID.randomUUID(),
                false,
                signed,
                root,
                new Transfer("http", "1", json.getBytes(StandardCharsets.UTF_8), car.length),
                false,
                false,
                false);
    }

    int port(String provider) {
        for (JsonNode each : get("/dump").get("providers")) {
            if (each.get("address").asText().equals(provider)) {
                return each.get("port").asInt();
            }
        }
        throw new IllegalArgumentException(provider);
    }

    HttpResponse<byte[]> store(String provider, byte[] params) {
        return send("POST", providerUrl(provider, "/market/mk12/store"), "application/cbor", params);
    }

    String providerUrl(String provider, String path) {
        return "http://localhost:" + port(provider) + path;
    }

    void accept(String provider, DealParams params) {
        assertThat(store(provider, params.encode()).body()).isEqualTo(new DealResponse(true, "").encode());
    }

    /** A deal with a provider, accepted. */
    DealParams deal(String provider) {
        DealParams params = params(proposal(provider));
        accept(provider, params);
        return params;
    }

    /** What a provider says about a deal. */
    StatusAnswer status(String provider, UUID deal) {
        byte[] uuid = new byte[16];
        java.nio.ByteBuffer.wrap(uuid).putLong(deal.getMostSignificantBits()).putLong(deal.getLeastSignificantBits());
        byte[] question = new StatusRequest(deal, wallet.sign(uuid)).encode();
        byte[] answer = send("GET", providerUrl(provider, "/market/mk12/status"), "application/cbor", question)
                .body();
        return StatusAnswer.read(answer);
    }

    StatusAnswer awaitStatus(String provider, UUID deal, java.util.function.Predicate<StatusAnswer> wanted) {
        return await().atMost(PATIENCE).until(() -> status(provider, deal), wanted);
    }

    /** Waits until a provider has sealed a deal. @return its id on the chain */
    long awaitSealed(String provider, DealParams deal) {
        return awaitStatus(provider, deal.uuid(), answer -> answer.status().equals("Sealed"))
                .chainId();
    }

    JsonNode onChain(long id) {
        return result("StateMarketStorageDeal", id, HEAD);
    }

    JsonNode violations() {
        return get("/dump/check").get("violations");
    }

    Path home() {
        return home;
    }

    @Override
    public void close() {
        server.close();
        cars.close();
    }
}
