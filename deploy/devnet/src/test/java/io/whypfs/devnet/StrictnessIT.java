package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.mk12.Transfer;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.DealProposal;
import io.whypfs.devnet.wire.Signature;
import io.whypfs.devnet.wire.SignedMessage;
import io.whypfs.devnet.wire.SignedProposal;
import io.whypfs.devnet.wire.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the devnet refuses, and with which words. */
@Timeout(120)
class StrictnessIT {

    private static final String PROVIDER = "t01000";
    private static TestDevnet net;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        net = new TestDevnet(home, "--verified-only=t01001", "--unverified-only=t01002");
        net.fund();
    }

    @AfterAll
    static void stop() {
        net.close();
    }

    private static String answer(String provider, DealParams deal) {
        return new String(net.store(provider, deal.encode()).body(), StandardCharsets.UTF_8);
    }

    private static String offered(UnaryOperator<DealProposal> change) {
        return answer(PROVIDER, net.params(change.apply(net.proposal(PROVIDER))));
    }

    private static DealProposal copy(DealProposal of, boolean verified, long size, long start, long end) {
        return new DealProposal(
                of.piece(),
                size,
                verified,
                of.client(),
                of.provider(),
                of.label(),
                start,
                end,
                of.price(),
                of.providerCollateral(),
                of.clientCollateral());
    }

    private static DealProposal withCollateral(DealProposal of, BigInteger collateral) {
        return new DealProposal(
                of.piece(),
                of.pieceSize(),
                of.verified(),
                of.client(),
                of.provider(),
                of.label(),
                of.start(),
                of.end(),
                of.price(),
                collateral,
                of.clientCollateral());
    }

    @Test
    void refusesAProposalThatSomebodyElseSigned() {
        DealProposal proposal = net.proposal(PROVIDER);
        DealParams ours = net.params(proposal);
        Signature theirs = SigningKey.named("somebody else").sign(proposal.encode());
        DealParams forged = new DealParams(
                ours.uuid(),
                false,
                new SignedProposal(proposal, theirs),
                net.root,
                ours.transfer(),
                false,
                false,
                false);
        assertThat(answer(PROVIDER, forged)).contains("failed validation: invalid signature");
    }

    @Test
    void refusesTermsOutOfBounds() {
        assertThat(offered(p -> p.withPrice(BigInteger.ONE))).contains("less than asking price");
        assertThat(offered(p -> p.withProvider(TestDevnet.address("t01001")))).contains("incorrect provider");
        assertThat(offered(p -> withCollateral(p, BigInteger.ONE))).contains("below minimum");
        assertThat(offered(p -> withCollateral(p, p.providerCollateral().shiftLeft(1))))
                .contains("above maximum");
        assertThat(offered(p -> copy(p, false, p.pieceSize(), p.start(), p.start() + 518_399)))
                .contains("deal duration out of bounds");
        assertThat(offered(p -> copy(p, false, p.pieceSize(), p.start(), p.start() - 1)))
                .contains("proposal end before proposal start");
        assertThat(offered(p -> copy(p, false, p.pieceSize(), 1, 600_000))).contains("already elapsed");
        assertThat(offered(p -> copy(p, false, p.pieceSize(), net.head() + 50, net.head() + 520_000)))
                .contains("cannot seal a sector before");
        assertThat(offered(p -> copy(p, false, p.pieceSize(), p.start() + 100_000, p.end() + 100_000)))
                .contains("start epoch is too far");
        assertThat(offered(p -> copy(p, false, 2 * p.pieceSize(), p.start(), p.end())))
                .contains("doesn't match padded piece size");
        assertThat(offered(p -> copy(p, true, p.pieceSize(), p.start(), p.end())))
                .contains("verified deal piece size");
        assertThat(offered(p -> p.withPrice(BigInteger.TEN.pow(17)))).contains("funds in escrow not enough");
    }

    @Test
    void obeysThePoliciesOfProviders() {
        assertThat(answer("t01001", net.params(net.proposal("t01001")))).contains("not accepting unverified");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"URL\":\"libp2p:///ip4/1.2.3.4\"}', libp2p URLs are not supported",
        "'{\"URL\":\"ftp://localhost/x\"}', neither http nor https",
        "'{\"URL\":\"http://me:you@localhost/x\"}', user info",
        "'{\"Headers\":{}}', no URL",
        "'{\"URL\":\"http://localhost/x\",\"Headers\":{\"Range\":\"bytes=0-\"}}', header Range is not allowed",
        "'{\"URL\":\"http://localhost/x\",\"Headers\":{\"X-Forwarded-For\":\"a\"}}', is not allowed",
        "'{\"URL\":\"http://localhost/x\",\"More\":1}', unknown field More",
        "'no json', failed to parse transfer params"
    })
    void refusesTransfersThatCurioRefuses(String transfer, String why) {
        assertThat(answer(PROVIDER, net.params(net.proposal(PROVIDER), json -> transfer)))
                .contains(why);
    }

    @Test
    void refusesOtherTransferTypesOfflineDealsAndNilIds() {
        DealParams deal = net.params(net.proposal(PROVIDER));
        Transfer libp2p = new Transfer(
                "libp2p", "", deal.transfer().params(), deal.transfer().size());
        assertThat(answer(
                        PROVIDER,
                        new DealParams(UUID.randomUUID(), false, deal.deal(), net.root, libp2p, false, false, false)))
                .contains("libp2p URLs are not supported");
        assertThat(answer(
                        PROVIDER,
                        new DealParams(
                                UUID.randomUUID(), true, deal.deal(), net.root, deal.transfer(), false, false, false)))
                .contains("offline deals");
        assertThat(answer(
                        PROVIDER,
                        new DealParams(
                                new UUID(0, 0), false, deal.deal(), net.root, deal.transfer(), false, false, false)))
                .contains("deal UUID");
    }

    @Test
    void refusesPrivateAddressesWhenTold(@TempDir Path home) throws IOException {
        try (TestDevnet strict = new TestDevnet(home, "--refuse-private")) {
            strict.fund();
            byte[] answer = strict.store(
                            PROVIDER, strict.params(strict.proposal(PROVIDER)).encode())
                    .body();
            assertThat(new String(answer, StandardCharsets.UTF_8)).contains("not on a public address");
        }
    }

    @Test
    void answersBytesThatDoNotDecodeWith400AndTooManyWith413() {
        byte[] whole = net.params(net.proposal(PROVIDER)).encode();
        assertThat(net.store(PROVIDER, Arrays.copyOf(whole, whole.length + 1)).statusCode())
                .isEqualTo(400);
        assertThat(net.store(PROVIDER, new byte[0]).statusCode()).isEqualTo(400);
        assertThat(net.store(PROVIDER, new byte[(4 << 20) + 1]).statusCode()).isEqualTo(413);
        String store = net.providerUrl(PROVIDER, "/market/mk12/store");
        assertThat(net.send("POST", store, "text/plain", whole).statusCode()).isEqualTo(415);
        assertThat(net.send("GET", store, "application/cbor", whole).statusCode())
                .isEqualTo(405);
    }

    @Test
    void keysOutOfOrderAreAnsweredButTold() {
        // Given: the two keys of an ask request's map of one cannot be turned; a longer head can be written
        byte[] longer = {(byte) 0xb8, 1, 0x65, 'M', 'i', 'n', 'e', 'r', 0x43, 0, (byte) 0xe8, 7};

        // When
        int status = net.send("GET", net.providerUrl(PROVIDER, "/market/mk12/ask"), "application/cbor", longer)
                .statusCode();

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(net.violations().findValuesAsText("kind")).contains("cbor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MpoolWhatever", "WalletSign"})
    void unknownMethodsAreMinus32601(String method) {
        assertThat(net.call(method).at("/error/code").asInt()).isEqualTo(-32601);
    }

    @Test
    void refusesParamsOfAnotherNumberOrKind() {
        String wallet = net.wallet.address().toString();
        List<JsonNode> bad = List.of(
                net.call("ChainHead", 1),
                net.call("StateMarketBalance", wallet),
                net.call("StateMarketBalance", 7, TestDevnet.HEAD),
                net.call("StateMarketBalance", wallet, "head"),
                net.call("StateMarketStorageDeal", "1000", TestDevnet.HEAD),
                net.call("ChainGetMessage", "bafy2bzacea3wsdh6y3a36tb3skempjoxqpuyompjbmfeyf34fi3uy6uue42v4"),
                net.call("StateDealProviderCollateralBounds", 256, "true", TestDevnet.HEAD),
                net.call("WalletBalance", "t1notanaddress"));
        assertThat(bad)
                .allSatisfy(
                        answer -> assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602));
    }

    @Test
    void unknownActorsAreNotFound() {
        String nobody = SigningKey.named("nobody").address().toString();
        for (String method : List.of("StateLookupID", "StateMarketBalance", "StateGetActor")) {
            JsonNode error = net.call(method, nobody, TestDevnet.HEAD).get("error");
            assertThat(error.get("code").asInt()).isEqualTo(11);
            assertThat(error.get("message").asText()).endsWith("actor not found");
        }
        assertThat(net.result("WalletBalance", nobody).asText()).isEqualTo("0");
    }

    private static String pushed(Map<String, Object> param) {
        return net.call("MpoolPush", param).at("/error/message").asText();
    }

    private static Map<String, Object> changed(ChainMessage message, String field, Object value) {
        Map<String, Object> param = new HashMap<>(TestDevnet.pushParam(SignedMessage.by(net.wallet, message)));
        Map<String, Object> fields = new HashMap<>((Map<String, Object>) param.get("Message"));
        fields.put(field, value);
        param.put("Message", fields);
        return param;
    }

    @Test
    void refusesMessagesThatANodeRefuses() {
        long nonce =
                net.result("MpoolGetNonce", net.wallet.address().toString()).asLong();
        ChainMessage message = net.addBalance(nonce, 1);
        assertThat(pushed(changed(message, "Value", "2"))).contains("invalid signature");
        assertThat(pushed(changed(message, "Value", 2))).contains("Value is a decimal text");
        assertThat(pushed(changed(message, "Value", "02"))).contains("Value is a decimal text");
        assertThat(pushed(changed(message, "Nonce", "1"))).contains("Nonce is a whole number");
        assertThat(pushed(changed(message, "Version", 1))).contains("Version 0");
        assertThat(pushed(changed(message, "Extra", 1))).contains("unknown fields [Extra]");
        assertThat(pushed(TestDevnet.pushParam(SignedMessage.by(net.wallet, net.addBalance(0, 1)))))
                .contains("message nonce too low");
        assertThat(pushed(TestDevnet.pushParam(SignedMessage.by(net.wallet, net.addBalance(nonce, 1_000_000)))))
                .contains("not enough funds");
    }

    @Test
    void aMessageIsReplacedByOneThatPaysAQuarterMore() {
        // Given
        String wallet = net.wallet.address().toString();
        long nonce = net.result("MpoolGetNonce", wallet).asLong();
        ChainMessage later = net.addBalance(nonce + 1, 1);
        JsonNode first = net.result("MpoolPush", TestDevnet.pushParam(SignedMessage.by(net.wallet, later)));
        assertThat(net.result("MpoolGetNonce", wallet).asLong())
                .as("a gap does not count")
                .isEqualTo(nonce);

        // When
        String tooLow = pushed(TestDevnet.pushParam(SignedMessage.by(net.wallet, priced(later, 124_999))));
        JsonNode second =
                net.result("MpoolPush", TestDevnet.pushParam(SignedMessage.by(net.wallet, priced(later, 125_000))));
        net.execute(net.addBalance(nonce, 1));

        // Then
        assertThat(tooLow).contains("increase GasPremium to 125000");
        JsonNode found = net.awaitReceipt(first);
        assertThat(found.get("Message")).isEqualTo(second);
        assertThat(found.at("/Receipt/ExitCode").asInt()).isZero();
    }

    private static ChainMessage priced(ChainMessage of, long premium) {
        return new ChainMessage(
                of.to(),
                of.from(),
                of.nonce(),
                of.value(),
                of.gasLimit(),
                of.gasFeeCap(),
                BigInteger.valueOf(premium),
                of.method(),
                of.params());
    }
}
