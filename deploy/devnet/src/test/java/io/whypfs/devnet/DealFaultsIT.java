package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.RlePlus;
import io.whypfs.devnet.mk12.DealParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that a deal keeps from its acceptance on. */
@Timeout(120)
class DealFaultsIT {

    private static final String PROVIDER = "t01000";

    @TempDir
    Path home;

    private TestDevnet net;

    @BeforeEach
    void start() throws IOException {
        net = new TestDevnet(home);
        net.fund();
    }

    @AfterEach
    void stop() {
        net.close();
    }

    private DealParams dealWith(String fault) {
        net.fault(PROVIDER, fault, 1);
        return net.deal(PROVIDER);
    }

    private JsonNode receipt(StatusAnswer answer) {
        return net.awaitReceipt(new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(Map.of("/", answer.publish().toString())));
    }

    @Test
    void acceptSilenceDoesNothingForEver() {
        DealParams deal = dealWith("accept-silence");
        net.post("/control/advance?epochs=1000", "");
        assertThat(net.status(PROVIDER, deal.uuid()).status()).isEqualTo("Processing");
        assertThat(net.cars.ranges()).isEmpty();
    }

    @Test
    void transferCutAsksForTheRestUntilAllIsThere() {
        net.awaitSealed(PROVIDER, dealWith("transfer-cut"));
        assertThat(net.cars.ranges()).hasSize(4).doesNotHaveDuplicates();
        assertThat(net.violations()).isEmpty();
    }

    @Test
    void transfer5xxTriesAgain() {
        net.awaitSealed(PROVIDER, dealWith("transfer-5xx"));
        assertThat(net.cars.ranges()).hasSize(4);
    }

    @Test
    void transferStalledAsksAgainForTheRest() {
        net.awaitSealed(PROVIDER, dealWith("transfer-stalled"));
        assertThat(net.cars.ranges()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void commitmentMismatchIsSaidOfGoodBytes() {
        DealParams deal = dealWith("commitment-mismatch");
        StatusAnswer failed = net.awaitStatus(
                PROVIDER, deal.uuid(), answer -> !answer.dealError().isEmpty());
        assertThat(failed.dealError()).startsWith("piece CID mismatch: expected " + net.piece());
    }

    @Test
    void badBytesAreAMismatchToo() {
        net.cars.corrupt = true;
        DealParams deal = net.deal(PROVIDER);
        StatusAnswer failed = net.awaitStatus(
                PROVIDER, deal.uuid(), answer -> !answer.dealError().isEmpty());
        assertThat(failed.dealError()).startsWith("piece CID mismatch: expected " + net.piece());
    }

    @Test
    void aWrongSecretIsCountedAgainstOurServer() {
        DealParams deal = net.params(net.proposal(PROVIDER), json -> json.replace(CarServer.SECRET, "Basic wrong"));
        net.accept(PROVIDER, deal);
        await().atMost(TestDevnet.PATIENCE)
                .until(() -> net.violations().findValuesAsText("kind").contains("server"));
    }

    @Test
    void aBusyServerIsAskedAgain() {
        net.cars.busy(2);
        net.awaitSealed(PROVIDER, net.deal(PROVIDER));
        assertThat(net.violations()).isEmpty();
    }

    @Test
    void publishDropLeavesOurBitUnset() throws BadBytes {
        // When
        DealParams deal = dealWith("publish-drop");
        StatusAnswer failed = net.awaitStatus(
                PROVIDER, deal.uuid(), answer -> !answer.dealError().isEmpty());

        // Then
        assertThat(failed.dealError()).contains("dropped").contains("invalid signature");
        JsonNode found = receipt(failed);
        assertThat(found.at("/Receipt/ExitCode").asInt()).isZero();
        CborReader returned = Vectors.reader(
                Base64.getDecoder().decode(found.at("/Receipt/Return").asText()));
        returned.array(2, "a return value");
        returned.array(1, "the ids");
        returned.unsigned();
        assertThat(RlePlus.decode(returned.bytes(10)).stream().toArray()).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "publish-price, StoragePricePerEpoch",
        "publish-label, Label",
        "publish-provider, Provider",
        "lies-commp, PieceCID"
    })
    void anotherProposalStandsOnTheChain(String fault, String field) {
        // When
        DealParams deal = dealWith(fault);
        long id = net.awaitSealed(PROVIDER, deal);

        // Then
        JsonNode proposal = net.onChain(id).get("Proposal");
        Map<String, String> ours = Map.of(
                "StoragePricePerEpoch", deal.deal().proposal().price().toString(),
                "Label", net.root.toString(),
                "Provider", PROVIDER,
                "PieceCID", net.piece().toString());
        ours.forEach((name, value) -> {
            JsonNode node = proposal.get(name);
            String text = node.has("/") ? node.get("/").asText() : node.asText();
            assertThat(text.equals(value)).as(name).isEqualTo(!name.equals(field));
        });
    }

    @Test
    void publishReplacedNamesTheFirstMessage() {
        // When
        DealParams deal = dealWith("publish-replaced");
        StatusAnswer told = net.awaitStatus(PROVIDER, deal.uuid(), answer -> answer.publish() != null);
        JsonNode found = receipt(told);

        // Then
        assertThat(found.at("/Message/~1").asText()).isNotEqualTo(told.publish().toString());
        assertThat(net.result(
                                "StateSearchMsg",
                                TestDevnet.HEAD,
                                Map.of("/", told.publish().toString()),
                                -1,
                                false)
                        .isNull())
                .isTrue();
        net.awaitSealed(PROVIDER, deal);
    }

    @Test
    void neverActivateIsRemovedAtItsStart() {
        // Given
        DealParams deal = dealWith("never-activate");
        long id = net.awaitStatus(PROVIDER, deal.uuid(), answer -> answer.chainId() > 0)
                .chainId();
        net.post("/control/advance?epochs=100", "");
        assertThat(net.onChain(id).at("/State/SectorStartEpoch").asLong()).isEqualTo(-1);

        // When
        net.post("/control/advance?epochs=6000", "");

        // Then
        assertThat(net.call("StateMarketStorageDeal", id, TestDevnet.HEAD)
                        .at("/error/message")
                        .asText())
                .startsWith("deal " + id + " not found - ");
        assertThat(net.status(PROVIDER, deal.uuid()).dealError()).startsWith("removed by the chain");
        assertThat(net.violations()).isEmpty();
    }

    @Test
    void slashEndsTheDealAndPaysTheRestBack() {
        long id = net.awaitSealed(PROVIDER, dealWith("slash"));
        net.post("/control/advance?epochs=50", "");
        assertThat(net.onChain(id).at("/State/SlashEpoch").asLong()).isPositive();
        JsonNode money = net.result("StateMarketBalance", net.wallet.address().toString(), TestDevnet.HEAD);
        assertThat(money.get("Locked").asText()).isEqualTo("0");
        assertThat(money.get("Escrow").asText()).isEqualTo("100000000000000000000");
        assertThat(net.violations()).isEmpty();
    }
}
