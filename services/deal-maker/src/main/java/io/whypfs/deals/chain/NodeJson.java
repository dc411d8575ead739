package io.whypfs.deals.chain;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Parameters as a Lotus node wants them: amounts as decimal strings, CIDs as {@code {"/":"..."}}, bytes as base64, the
 * tipset key {@code []} for the head.
 */
final class NodeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Network network;

    /** @param network whose letter addresses are written with */
    NodeJson(Network network) {
        this.network = network;
    }

    static byte[] request(long id, String method, ArrayNode params) {
        ObjectNode request = MAPPER.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", params);
        try {
            return MAPPER.writeValueAsBytes(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON value; empty when the bytes are none. */
    static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body));
        } catch (IOException e) {
            // What it is instead is said by who knows the HTTP status.
            return Optional.empty();
        }
    }

    static ArrayNode params() {
        return MAPPER.createArrayNode();
    }

    /** The tipset key that means the head. */
    static ArrayNode head() {
        return MAPPER.createArrayNode();
    }

    static ObjectNode cid(Cid cid) {
        return MAPPER.createObjectNode().put("/", cid.toString());
    }

    static ObjectNode maxFee(TokenAmount maxFee) {
        return MAPPER.createObjectNode().put("MaxFee", maxFee.toString());
    }

    String address(Address address) {
        return address.toString(network);
    }

    ObjectNode message(ChainMessage message) {
        return MAPPER.createObjectNode()
                .put("Version", 0)
                .put("To", address(message.to()))
                .put("From", address(message.from()))
                .put("Nonce", message.nonce())
                .put("Value", message.value().toString())
                .put("GasLimit", message.gasLimit())
                .put("GasFeeCap", message.gasFeeCap().toString())
                .put("GasPremium", message.gasPremium().toString())
                .put("Method", message.method())
                .put("Params", Base64.getEncoder().encodeToString(message.params()));
    }

    ObjectNode signed(SignedMessage signed) {
        ObjectNode signature = MAPPER.createObjectNode()
                .put("Type", signed.signature().type().code())
                .put(
                        "Data",
                        Base64.getEncoder().encodeToString(signed.signature().data()));
        ObjectNode json = MAPPER.createObjectNode();
        json.set("Message", message(signed.message()));
        json.set("Signature", signature);
        return json;
    }
}
