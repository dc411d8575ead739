package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.mk12.DealParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the node and of the chain. */
@Timeout(120)
class ChainFaultsIT {

    @TempDir
    Path home;

    private TestDevnet net;

    @BeforeEach
    void start() throws IOException {
        net = new TestDevnet(home, "--finality=60");
    }

    @AfterEach
    void stop() {
        net.close();
    }

    private JsonNode fault(String fault, Integer count) {
        Map<String, Object> body = new java.util.HashMap<>();
        body.put("fault", fault);
        body.put("count", count);
        body.put("millis", 1);
        return net.post("/control/chain/fault", body);
    }

    @Test
    void nodeDownClosesConnectionsAsOftenAsWasSaid() {
        fault("node-down", 1);
        assertThatThrownBy(net::head).isInstanceOf(UncheckedIOException.class);
        assertThat(net.head()).isNotNegative();
    }

    @Test
    void nodeBusyIs429AndNodeSlowAnswersLate() {
        fault("node-busy", 1);
        assertThat(net.send("POST", net.url("/rpc/v1"), "application/json", new byte[0])
                        .statusCode())
                .isEqualTo(429);
        fault("node-slow", 1);
        assertThat(net.head()).isNotNegative();
    }

    @Test
    void staleHeadStandsStill() {
        fault("stale-head", null);
        long shown = net.head();
        net.post("/control/advance?epochs=10", "");
        assertThat(net.head()).isEqualTo(shown);
        net.json("DELETE", "/control/chain/fault?fault=stale-head", Map.of());
        assertThat(net.head()).isGreaterThan(shown);
    }

    @Test
    void wrongNetworkHasAnotherName() {
        assertThat(net.result("StateNetworkName").asText()).isEqualTo("whypfs-devnet");
        fault("wrong-network", null);
        assertThat(net.result("StateNetworkName").asText()).isEqualTo("othernet");
    }

    @Test
    void reorganisationGivesTheDealAnotherIdAndTheTipSetsOtherNames() {
        // Given
        net.fund();
        net.fault("t01000", "never-activate", 1);
        DealParams deal = net.deal("t01000");
        long first = net.awaitStatus("t01000", deal.uuid(), answer -> answer.chainId() > 0)
                .chainId();
        JsonNode head = net.result("ChainHead");

        // When
        JsonNode answer = net.post("/control/chain/fault", Map.of("fault", "reorg", "epochs", 60));

        // Then
        assertThat(answer.get("replaced").asInt()).isBetween(5, 60);
        long second = net.awaitStatus("t01000", deal.uuid(), status -> status.chainId() > first)
                .chainId();
        assertThat(net.onChain(second).at("/Proposal/PieceCID/~1").asText())
                .isEqualTo(net.piece().toString());
        assertThat(net.call("StateMarketStorageDeal", first, TestDevnet.HEAD).has("error"))
                .isTrue();
        JsonNode again = net.result("ChainGetTipSetByHeight", head.get("Height").asLong(), TestDevnet.HEAD);
        assertThat(again.get("Cids")).isNotEqualTo(head.get("Cids"));
        assertThat(net.violations()).isEmpty();
    }

    @Test
    void noReorganisationGoesDeeperThanFinality() {
        byte[] deep = "{\"fault\":\"reorg\",\"epochs\":61}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(net.send("POST", net.url("/control/chain/fault"), "application/json", deep)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void escrowDrainedLeavesWhatIsLocked() {
        // Given
        net.fund();
        DealParams deal = net.deal("t01000");
        net.awaitSealed("t01000", deal);

        // When
        fault("escrow-drained", null);

        // Then
        JsonNode money = net.result("StateMarketBalance", net.wallet.address().toString(), TestDevnet.HEAD);
        assertThat(money.get("Escrow")).isEqualTo(money.get("Locked"));
        assertThat(net.violations()).isEmpty();
    }

    @Test
    void theListNamesEveryFaultWithASentence() {
        JsonNode list = net.get("/control/faults").get("faults");
        assertThat(list).hasSize(FaultKind.values().length);
        list.forEach(fault -> assertThat(fault.get("what").asText()).isNotBlank());
    }

    @Test
    void unknownFaultsAreRefused() {
        assertThat(net.send(
                                "POST",
                                net.url("/control/chain/fault"),
                                "application/json",
                                "{\"fault\":\"down\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theSameSeedSpreadsTheSameFaults(@TempDir Path one, @TempDir Path two) throws IOException {
        try (TestDevnet first = new TestDevnet(one, "--faults=42", "--provider-ports=" + FreePorts.some(20));
                TestDevnet second = new TestDevnet(two, "--faults=42", "--provider-ports=" + FreePorts.some(20))) {
            JsonNode on = first.get("/control/faults").get("on");
            assertThat(on)
                    .hasSizeGreaterThanOrEqualTo(14)
                    .isEqualTo(second.get("/control/faults").get("on"));
        }
    }

    @Test
    void moneyOfAReorganisedGrantIsStillThere() {
        net.faucet();
        fault("reorg", null);
        await().atMost(TestDevnet.PATIENCE)
                .until(() -> net.result("WalletBalance", net.wallet.address().toString())
                        .asText()
                        .equals("1000000000000000000000"));
        assertThat(net.violations()).isEmpty();
    }
}
