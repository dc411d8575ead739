package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.mk12.DealResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A deal from proposal to its end, by a client that knows nothing but the protocols. */
@Timeout(120)
class WholeWayIT {

    @TempDir
    Path home;

    @Test
    void aDealGoesFromProposalToActiveAndEnds() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            // Given
            net.fund();
            String wallet = net.wallet.address().toString();
            String id = net.result("StateLookupID", wallet, TestDevnet.HEAD).asText();

            // When
            DealParams deal = net.deal("t01000");
            long chainId = net.awaitSealed("t01000", deal);

            // Then
            JsonNode row = net.onChain(chainId);
            assertThat(row.at("/Proposal/PieceCID/~1").asText())
                    .isEqualTo(net.piece().toString());
            assertThat(row.at("/Proposal/Client").asText()).isEqualTo(id);
            assertThat(row.at("/Proposal/Label").asText()).isEqualTo(net.root.toString());
            assertThat(row.at("/State/SectorStartEpoch").asLong()).isPositive();
            assertThat(row.at("/State/SlashEpoch").asLong()).isEqualTo(-1);
            assertThat(net.cars.ranges()).containsExactly("bytes=0-" + (net.car.length - 1));
            assertThat(net.result("StateMarketBalance", wallet, TestDevnet.HEAD)
                            .get("Locked")
                            .asText())
                    .isEqualTo(deal.deal().proposal().totalPrice().toString());
            assertThat(net.violations()).isEmpty();

            // When the end has come
            net.post("/control/advance?epochs=530000", "");

            // Then
            assertThat(net.call("StateMarketStorageDeal", chainId, TestDevnet.HEAD)
                            .at("/error/message")
                            .asText())
                    .startsWith("deal " + chainId + " not found - ");
            assertThat(net.result("StateMarketBalance", wallet, TestDevnet.HEAD)
                            .get("Locked")
                            .asText())
                    .isEqualTo("0");
            assertThat(net.violations()).isEmpty();
        }
    }

    @Test
    void theSameProposalAgainIsADuplicate() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            net.fund();
            DealParams deal = net.deal("t01001");
            byte[] again = net.store("t01001", deal.encode()).body();
            assertThat(again)
                    .isEqualTo(new DealResponse(
                                    false,
                                    "store deal: a market deal with the same uuid " + deal.uuid() + " already exists")
                            .encode());
            assertThat(net.violations()).isEmpty();
        }
    }

    @Test
    void twoLiveDealsOfOnePieceWithOneProviderAreAViolation() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            net.fund();
            net.deal("t01000");
            net.deal("t01000");
            assertThat(net.violations().findValuesAsText("kind")).contains("doubled-proposal");
        }
    }
}
