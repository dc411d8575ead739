package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.wire.DealProposal;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deals with datacap, and pieces that a provider keeps. */
@Timeout(120)
class VerifiedIT {

    private static final int MIB = 1 << 20;
    private static final String PROVIDER = "t01000";

    @TempDir
    Path home;

    private static DealParams verified(TestDevnet net) {
        DealProposal p = net.proposal(PROVIDER);
        return net.params(new DealProposal(
                p.piece(),
                p.pieceSize(),
                true,
                p.client(),
                p.provider(),
                p.label(),
                p.start(),
                p.end(),
                p.price(),
                p.providerCollateral(),
                p.clientCollateral()));
    }

    private static JsonNode datacap(TestDevnet net) {
        return net.result("StateVerifiedClientStatus", net.wallet.address().toString(), TestDevnet.HEAD);
    }

    @Test
    void datacapBecomesAnAllocationAndThenAClaim() throws IOException {
        try (TestDevnet net = new TestDevnet(home, MIB)) {
            // Given
            net.fund();
            net.fault(PROVIDER, "never-activate", 1);
            DealParams waiting = verified(net);

            // When
            net.accept(PROVIDER, waiting);
            long id = net.awaitStatus(PROVIDER, waiting.uuid(), answer -> answer.chainId() > 0)
                    .chainId();

            // Then
            long size = waiting.deal().proposal().pieceSize();
            JsonNode allocation = net.result("StateGetAllocationForPendingDeal", id, TestDevnet.HEAD);
            assertThat(allocation.get("Size").asLong()).isEqualTo(size);
            assertThat(allocation.get("Provider").asLong()).isEqualTo(1000);
            assertThat(allocation.get("TermMin").asLong()).isEqualTo(518_400);
            assertThat(datacap(net).asText())
                    .isEqualTo(BigInteger.ONE
                            .shiftLeft(40)
                            .subtract(BigInteger.valueOf(size))
                            .toString());

            // When the start has passed without a proof
            net.post("/control/advance?epochs=6000", "");

            // Then the client has its datacap again
            assertThat(datacap(net).asText()).isEqualTo("1099511627776");
            net.awaitSealed(PROVIDER, again(net));
            assertThat(net.result("StateGetClaims", PROVIDER, TestDevnet.HEAD)).hasSize(1);
            assertThat(net.violations()).isEmpty();
        }
    }

    private static DealParams again(TestDevnet net) {
        DealParams deal = verified(net);
        net.accept(PROVIDER, deal);
        return deal;
    }

    @Test
    void withoutDatacapAVerifiedDealIsRefused() throws IOException {
        try (TestDevnet net = new TestDevnet(home, MIB)) {
            net.post(
                    "/control/faucet",
                    java.util.Map.of("address", net.wallet.address().toString(), "datacap", 0));
            net.execute(net.addBalance(0, 100));
            assertThat(datacap(net).isNull()).isTrue();
            byte[] answer = net.store(PROVIDER, verified(net).encode()).body();
            assertThat(new String(answer, java.nio.charset.StandardCharsets.UTF_8))
                    .contains("verified deal DataCap 0 too small for proposed piece size");
        }
    }

    @Test
    void keptPiecesAreServedByRange() throws IOException, InterruptedException {
        try (TestDevnet net = new TestDevnet(home, "--keep-data");
                HttpClient http = HttpClient.newHttpClient()) {
            // Given
            net.fund();
            net.awaitSealed(PROVIDER, net.deal(PROVIDER));
            URI url = URI.create(net.providerUrl(PROVIDER, "/piece/" + net.piece()));

            // When
            HttpResponse<byte[]> whole = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
            HttpResponse<byte[]> part = http.send(
                    HttpRequest.newBuilder(url).header("Range", "bytes=100-199").build(), BodyHandlers.ofByteArray());
            HttpResponse<byte[]> head =
                    http.send(HttpRequest.newBuilder(url).HEAD().build(), BodyHandlers.ofByteArray());

            // Then
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(net.car);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(net.car, 100, 200));
            assertThat(head.headers().firstValueAsLong("content-length")).hasValue(net.car.length);
        }
    }

    @Test
    void forgottenPiecesAreNotServed() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            assertThat(net.send("GET", net.providerUrl(PROVIDER, "/piece/" + net.piece()), "text/plain", new byte[0])
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
