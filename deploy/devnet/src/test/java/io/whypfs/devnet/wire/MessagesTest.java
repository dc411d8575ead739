package io.whypfs.devnet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import io.whypfs.devnet.codec.BadBytes;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

    private static final String FILE = "keys-and-messages.json";

    static Stream<JsonNode> messages() {
        return Vectors.rows(FILE, "messages");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWritesAndNamesTheMessagesOfTheVectors(JsonNode row) throws BadBytes {
        byte[] cbor = Vectors.hex(row.get("message_cbor_hex"));
        ChainMessage message = ChainMessage.read(Vectors.reader(cbor));
        assertThat(message.encode()).isEqualTo(cbor);
        if (row.has("message_cid")) {
            assertThat(message.cid()).hasToString(row.get("message_cid").asText());
            assertThat(message.cid().bytes()).isEqualTo(Vectors.hex(row.get("bytes_signed_hex")));
        }
    }

    @Test
    void signsAsThePublishedKeyDoes() throws BadBytes {
        // Given
        JsonNode file = Vectors.file(FILE);
        SigningKey key = SigningKey.of(
                new BigInteger(file.get("secp256k1_key").get("private_key_hex").asText(), 16));
        JsonNode row = messages()
                .filter(each -> each.get("name").asText().equals("add_balance_secp256k1"))
                .findFirst()
                .orElseThrow();
        ChainMessage message = ChainMessage.read(Vectors.reader(Vectors.hex(row.get("message_cbor_hex"))));

        // When
        SignedMessage signed = SignedMessage.by(key, message);

        // Then
        assertThat(key.address())
                .isEqualTo(
                        Address.parse(file.get("secp256k1_key").get("address").asText()));
        assertThat(HexFormat.of().formatHex(signed.signature().bytes()))
                .isEqualTo(row.get("signature_hex_with_type").asText());
        assertThat(signed.cid())
                .hasToString(
                        row.get("signed_message_cid_as_returned_by_mpool_push").asText());
        assertThat(signed.isSignedBy(key.address())).isTrue();
        assertThat(SignedMessage.decode(signed.encode()).cid()).isEqualTo(signed.cid());
    }
}
