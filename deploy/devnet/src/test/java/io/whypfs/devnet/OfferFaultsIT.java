package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.mk12.DealResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults at a provider's door, and of the provider as a whole. */
@Timeout(120)
class OfferFaultsIT {

    private static final String PROVIDER = "t01000";
    private static final byte[] YES = new DealResponse(true, "").encode();

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

    @Test
    void resetBeforeForgetsTheProposal() {
        DealParams deal = net.params(net.proposal(PROVIDER));
        net.fault(PROVIDER, "reset-before", 1);
        assertThatThrownBy(() -> net.store(PROVIDER, deal.encode())).isInstanceOf(UncheckedIOException.class);
        assertThat(net.status(PROVIDER, deal.uuid()).error())
                .isEqualTo("no storage deal found with deal UUID " + deal.uuid());
        assertThat(net.store(PROVIDER, deal.encode()).body()).isEqualTo(YES);
    }

    @Test
    void resetAfterHasTakenTheProposal() {
        DealParams deal = net.params(net.proposal(PROVIDER));
        net.fault(PROVIDER, "reset-after", 1);
        assertThatThrownBy(() -> net.store(PROVIDER, deal.encode())).isInstanceOf(UncheckedIOException.class);
        assertThat(net.status(PROVIDER, deal.uuid()).status()).isEqualTo("Processing");
        net.awaitSealed(PROVIDER, deal);
    }

    @Test
    void lateReplyComesInTheEnd() {
        net.post("/control/providers/" + PROVIDER + "/fault", Map.of("fault", "late-reply", "count", 1, "millis", 300));
        DealParams deal = net.params(net.proposal(PROVIDER));
        assertThat(net.store(PROVIDER, deal.encode()).body()).isEqualTo(YES);
    }

    @Test
    void byteByByteIsWholeInTheEnd() {
        net.fault(PROVIDER, "byte-by-byte", 1);
        DealParams deal = net.params(net.proposal(PROVIDER));
        assertThat(net.store(PROVIDER, deal.encode()).body()).isEqualTo(YES);
    }

    @Test
    void everyRejectionIsSentWithItsText() {
        Arrays.stream(FaultKind.values()).filter(FaultKind::isRejection).forEach(kind -> {
            net.fault(PROVIDER, kind.text(), 1);
            DealParams deal = net.params(net.proposal(PROVIDER));
            assertThat(net.store(PROVIDER, deal.encode()).body())
                    .as(kind.text())
                    .isEqualTo(new DealResponse(false, kind.sentence()).encode());
        });
        DealParams deal = net.params(net.proposal(PROVIDER));
        assertThat(net.store(PROVIDER, deal.encode()).body()).isEqualTo(YES);
    }

    @Test
    void busyAndBrokenServersAnswerWithAStatus() {
        DealParams deal = net.params(net.proposal(PROVIDER));
        net.fault(PROVIDER, "reject-429", 1);
        assertThat(net.store(PROVIDER, deal.encode()).statusCode()).isEqualTo(429);
        net.fault(PROVIDER, "reject-500", 1);
        assertThat(net.store(PROVIDER, deal.encode()).statusCode()).isEqualTo(500);
        assertThat(net.store(PROVIDER, deal.encode()).body()).isEqualTo(YES);
    }

    @Test
    void vanishTakesTheAddressesFromTheChain() {
        net.fault(PROVIDER, "vanish", null);
        JsonNode info = net.result("StateMinerInfo", PROVIDER, TestDevnet.HEAD);
        assertThat(info.get("PeerId").isNull()).isTrue();
        assertThat(info.get("Multiaddrs").isNull()).isTrue();
        net.json("DELETE", "/control/providers/" + PROVIDER + "/fault?fault=vanish", "");
        assertThat(net.result("StateMinerInfo", PROVIDER, TestDevnet.HEAD).get("Multiaddrs"))
                .hasSize(1);
    }

    @Test
    void downClosesThePortUntilItIsTakenBack() {
        DealParams deal = net.params(net.proposal(PROVIDER));
        net.fault(PROVIDER, "down", null);
        assertThatThrownBy(() -> net.store(PROVIDER, deal.encode())).isInstanceOf(UncheckedIOException.class);
        net.json("DELETE", "/control/providers/" + PROVIDER + "/fault", Map.of());
        assertThat(net.store(PROVIDER, deal.encode()).body()).isEqualTo(YES);
    }

    @Test
    void askExpiredAndPriceRaisedShowInTheSignedAsk() throws BadBytes {
        assertThat(ask().expiry()).isGreaterThan(net.head());
        BigInteger usual = ask().price();
        net.fault(PROVIDER, "ask-expired", null);
        assertThat(ask().expiry()).isLessThan(net.head());
        net.fault(PROVIDER, "price-raised", null);
        assertThat(ask().price()).isEqualTo(usual.multiply(BigInteger.valueOf(1000)));
        byte[] answer =
                net.store(PROVIDER, net.params(net.proposal(PROVIDER)).encode()).body();
        assertThat(new String(answer, java.nio.charset.StandardCharsets.UTF_8))
                .contains("failed validation: storage price per epoch less than asking price");
    }

    private record AskSeen(BigInteger price, long expiry) {}

    private AskSeen ask() throws BadBytes {
        byte[] question = new CborWriter()
                .map(1)
                .text("Miner")
                .bytes(TestDevnet.address(PROVIDER).bytes())
                .toBytes();
        byte[] answer = net.send("GET", net.providerUrl(PROVIDER, "/market/mk12/ask"), "application/cbor", question)
                .body();
        CborReader from = Vectors.reader(answer);
        from.map();
        from.text(10);
        from.map();
        from.text(10);
        from.map();
        from.text(10);
        from.skip();
        from.text(10);
        BigInteger price = from.amount();
        from.text(10);
        from.unsigned();
        from.text(10);
        return new AskSeen(price, from.signed());
    }
}
