package io.whypfs.devnet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import io.whypfs.devnet.codec.BadBytes;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddressTest {

    private static final String FILE = "addresses.json";

    static Stream<JsonNode> valid() {
        return Stream.of("id", "secp256k1", "actor", "bls", "delegated").flatMap(list -> Vectors.rows(FILE, list));
    }

    static Stream<JsonNode> invalidTexts() {
        return Vectors.rows(FILE, "invalid_strings");
    }

    static Stream<JsonNode> invalidBytes() {
        return Vectors.rows(FILE, "invalid_bytes");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsAndWritesBothForms(JsonNode row) throws BadBytes {
        // Given
        byte[] bytes = Vectors.hex(row.get("address_bytes_hex"));

        // When
        Address address = Address.parse(row.get("mainnet").asText());

        // Then
        assertThat(address.bytes()).isEqualTo(bytes);
        assertThat(address).hasToString(row.get("testnet").asText());
        assertThat(Address.parse(row.get("testnet").asText())).isEqualTo(address);
        assertThat(Address.read(Vectors.reader(Vectors.hex(row.get("cbor_hex")))))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource("invalidTexts")
    void refusesInvalidTexts(JsonNode row) {
        assertThatThrownBy(() -> Address.parse(row.get("input").asText())).isInstanceOf(BadBytes.class);
    }

    @ParameterizedTest
    @MethodSource("invalidBytes")
    void refusesInvalidBytes(JsonNode row) {
        assertThatThrownBy(() -> Address.decode(Vectors.hex(row.get("hex")))).isInstanceOf(BadBytes.class);
    }
}
