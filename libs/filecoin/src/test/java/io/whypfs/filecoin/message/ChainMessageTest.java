package io.whypfs.filecoin.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the vectors. */
class ChainMessageTest {

    private static final JsonNode VECTORS = Vectors.json("keys-and-messages.json");
    private static final Secp256k1Key KEY = Secp256k1Key.of(ExportedKey.parse(
            VECTORS.get("secp256k1_key").get("lotus_export_hex").textValue()));

    static List<JsonNode> messages() {
        return Vectors.rows(VECTORS.get("messages"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsAndWritesMessages(JsonNode row) {
        byte[] cbor = Vectors.hex(row.get("message_cbor_hex"));
        ChainMessage message = ChainMessage.decode(cbor);

        assertThat(message.encode()).isEqualTo(cbor);
        if (row.has("message_json")) {
            assertThat(fromJson(row.get("message_json"))).isEqualTo(message);
        }
        if (row.has("message_cid")) {
            assertThat(message.cid()).hasToString(row.get("message_cid").textValue());
        }
        if (row.has("bytes_signed_hex")) {
            assertThat(message.cid().toBytes()).isEqualTo(Vectors.hex(row.get("bytes_signed_hex")));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void signsMessages(JsonNode row) {
        ChainMessage message = ChainMessage.decode(Vectors.hex(row.get("message_cbor_hex")));
        SignedMessage signed = new SignedMessage(message, signature(row));

        if (signed.signature().type() == SignatureType.SECP256K1
                && message.from().equals(KEY.address())) {
            assertThat(message.sign(KEY)).isEqualTo(signed);
            assertThat(Secp256k1.verifies(signed.signature(), message.cid().toBytes(), message.from()))
                    .isTrue();
        }
        assertThat(SignedMessage.decode(signed.encode())).isEqualTo(signed);
        for (String name : List.of("signed_message_cid", "signed_message_cid_as_returned_by_mpool_push")) {
            if (row.has(name)) {
                assertThat(signed.cid()).hasToString(row.get(name).textValue());
            }
        }
    }

    private static Signature signature(JsonNode row) {
        if (row.has("signed_message_cbor_hex")) {
            return SignedMessage.decode(Vectors.hex(row.get("signed_message_cbor_hex")))
                    .signature();
        }
        if (row.has("signature_hex_with_type")) {
            return Signature.decode(Vectors.hex(row.get("signature_hex_with_type")));
        }
        return row.has("signature_data_hex")
                ? new Signature(SignatureType.BLS, Vectors.hex(row.get("signature_data_hex")))
                : new Signature(
                        SignatureType.SECP256K1,
                        Base64.getDecoder()
                                .decode(row.get("signature_data_base64").textValue()));
    }

    private static ChainMessage fromJson(JsonNode json) {
        return new ChainMessage(
                Address.parse(json.get("To").textValue()),
                Address.parse(json.get("From").textValue()),
                json.get("Nonce").longValue(),
                TokenAmount.parse(json.get("Value").textValue()),
                json.get("GasLimit").longValue(),
                TokenAmount.parse(json.get("GasFeeCap").textValue()),
                TokenAmount.parse(json.get("GasPremium").textValue()),
                json.get("Method").longValue(),
                Base64.getDecoder().decode(json.get("Params").textValue()));
    }

    @Test
    void makesTheMessageThatAddsBalance() {
        int found = 0;
        for (JsonNode row : messages()) {
            if (row.get("name").textValue().startsWith("add_balance")) {
                JsonNode json = row.get("message_json");
                ChainMessage message = ChainMessage.addBalance(
                                Address.parse(json.get("From").textValue()),
                                json.get("Nonce").longValue(),
                                TokenAmount.parse(json.get("Value").textValue()))
                        .withGas(
                                json.get("GasLimit").longValue(),
                                TokenAmount.parse(json.get("GasFeeCap").textValue()),
                                TokenAmount.parse(json.get("GasPremium").textValue()));
                assertThat(message.encode()).isEqualTo(Vectors.hex(row.get("message_cbor_hex")));
                assertThat(message.params()).isEqualTo(Vectors.hex(row.get("params_hex")));
                found++;
            }
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void answersSpoiltBytesWithTheTypedException() {
        for (JsonNode row : messages()) {
            Mutations.feed(Vectors.hex(row.get("message_cbor_hex")), ChainMessage::decode);
        }
        ChainMessage message =
                ChainMessage.decode(Vectors.hex(messages().getFirst().get("message_cbor_hex")));
        Mutations.feed(message.sign(KEY).encode(), SignedMessage::decode);
    }
}
