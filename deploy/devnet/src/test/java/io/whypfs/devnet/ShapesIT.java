package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.wire.SignedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the vector file answers in its shape. */
@Timeout(120)
class ShapesIT {

    private static final Object HEAD = TestDevnet.HEAD;
    private static final Map<String, Object[]> PARAMS = new HashMap<>();
    private static TestDevnet net;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        net = new TestDevnet(home);
        net.fund();
        DealParams deal = net.deal("t01000");
        long id = net.awaitSealed("t01000", deal);
        String wallet = net.wallet.address().toString();
        Map<String, Object> publish =
                Map.of("/", net.status("t01000", deal.uuid()).publish().toString());
        Object message = new ObjectMapper().convertValue(net.result("ChainGetMessage", publish), Map.class);
        SignedMessage waiting = SignedMessage.by(
                net.wallet, net.addBalance(net.result("MpoolGetNonce", wallet).asLong() + 1, 1));
        net.result("MpoolPush", TestDevnet.pushParam(waiting));
        PARAMS.put("ChainGetMessage", new Object[] {publish});
        PARAMS.put("ChainGetTipSetByHeight", new Object[] {1, HEAD});
        PARAMS.put("GasEstimateMessageGas", new Object[] {message, Map.of("MaxFee", "0"), HEAD});
        PARAMS.put("MpoolGetNonce", new Object[] {wallet});
        PARAMS.put("MpoolPending", new Object[] {HEAD});
        PARAMS.put("MpoolPush", new Object[] {
            TestDevnet.pushParam(SignedMessage.by(
                    net.wallet,
                    net.addBalance(net.result("MpoolGetNonce", wallet).asLong() + 2, 1)))
        });
        PARAMS.put("StateDealProviderCollateralBounds", new Object[] {256, true, HEAD});
        PARAMS.put("StateGetAllocation", new Object[] {wallet, 1, HEAD});
        PARAMS.put("StateGetAllocationForPendingDeal", new Object[] {id, HEAD});
        PARAMS.put("StateGetClaims", new Object[] {"t01000", HEAD});
        PARAMS.put("StateMarketStorageDeal", new Object[] {id, HEAD});
        PARAMS.put("StateMinerInfo", new Object[] {"f01000", HEAD});
        PARAMS.put("StateMinerPower", new Object[] {"t01000", HEAD});
        PARAMS.put("StateNetworkVersion", new Object[] {HEAD});
        PARAMS.put("StateSearchMsg", new Object[] {HEAD, publish, -1, true});
        PARAMS.put("StateWaitMsg", new Object[] {publish, 1, -1, true});
        PARAMS.put("WalletBalance", new Object[] {wallet});
        for (String method : List.of(
                "StateAccountKey",
                "StateGetActor",
                "StateGetAllocations",
                "StateLookupID",
                "StateMarketBalance",
                "StateVerifiedClientStatus")) {
            PARAMS.put(method, new Object[] {wallet, HEAD});
        }
    }

    @AfterAll
    static void stop() {
        net.close();
    }

    static Stream<JsonNode> methods() {
        return Vectors.rows("node-rpc-shapes.json", "methods");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void answersInTheShapeOfTheVectors(JsonNode row) {
        String method = row.get("method").asText().substring("Filecoin.".length());
        Object[] params = PARAMS.getOrDefault(method, new Object[0]);
        assertThat(params)
                .as("%s has as many params as the vector", method)
                .hasSize(row.get("params").size());
        compare(method, row.get("result"), net.result(method, params));
    }

    private static void compare(String at, JsonNode vector, JsonNode answer) {
        if (vector.isNull() || answer.isNull()) {
            return;
        }
        assertThat(answer.getNodeType()).as(at).isEqualTo(vector.getNodeType());
        if (vector.isObject()) {
            vector.fieldNames().forEachRemaining(field -> {
                assertThat(answer.has(field))
                        .as("%s has %s: %s", at, field, answer)
                        .isTrue();
                compare(at + "." + field, vector.get(field), answer.get(field));
            });
        }
        if (vector.isArray() && !vector.isEmpty()) {
            answer.forEach(element -> compare(at + "[]", vector.get(0), element));
        }
    }

    @Test
    void aGatewayLooksBackADayAndTwentyEpochs(@TempDir Path home) throws IOException {
        try (TestDevnet gateway = new TestDevnet(home, "--gateway")) {
            gateway.faucet();
            JsonNode cid = gateway.result(
                    "MpoolPush", TestDevnet.pushParam(SignedMessage.by(gateway.wallet, gateway.addBalance(0, 1))));
            gateway.post("/control/advance?epochs=4000", "");
            assertThat(gateway.result("StateSearchMsg", HEAD, cid, -1, true).isNull())
                    .isTrue();
            assertThat(gateway.call("ChainGetTipSetByHeight", 1, HEAD)
                            .at("/error/message")
                            .asText())
                    .contains("lookbacks of more than 24h0m0s are disallowed");
        }
    }
}
