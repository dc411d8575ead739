package io.whypfs.devnet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {

    static Stream<JsonNode> amounts() {
        return Vectors.rows("market-deal-proposals.json", "bigint_cbor");
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void amountsAreThoseOfTheVectors(JsonNode row) throws BadBytes {
        // Given
        byte[] cbor = Vectors.hex(row.get("cbor_hex"));
        BigInteger value = new BigInteger(row.get("value").asText());

        // When
        BigInteger read = Vectors.reader(cbor).amount();

        // Then
        assertThat(read).isEqualTo(value);
        assertThat(new CborWriter().amount(value).toBytes()).isEqualTo(cbor);
    }

    @ParameterizedTest
    @CsvSource({
        "0,00",
        "23,17",
        "24,1818",
        "255,18ff",
        "256,190100",
        "65536,1a00010000",
        "4294967296,1b0000000100000000"
    })
    void integersHaveTheShortestHead(long value, String hex) throws BadBytes {
        byte[] written = new CborWriter().integer(value).toBytes();
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(hex);
        assertThat(Vectors.reader(written).signed()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1817", "190001", "1a00000001", "1b0000000000000001", "1b00000000ffffffff"})
    void tellsTheLintOfLongerHeads(String hex) throws BadBytes {
        assertThat(Vectors.lint(HexFormat.of().parseHex(hex), CborReader::unsigned))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1f",
                "5f",
                "9f",
                "bf",
                "fb0000000000000000",
                "f97e00",
                "f8ff",
                "62c328",
                "61ff",
                "4301",
                "d82b40",
                "c101",
                "",
                "18",
                "1bffffffffffffffff"
            })
    void refusesWhatTheActorsRefuse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> {
                    CborReader from = Vectors.reader(bytes);
                    from.skip();
                    from.end();
                    Vectors.reader(bytes).unsigned();
                })
                .isInstanceOf(BadBytes.class);
    }

    @Test
    void refusesBytesBehindTheItem() throws BadBytes {
        CborReader from = Vectors.reader(new byte[] {1, 2});
        from.unsigned();
        assertThatThrownBy(from::end).isInstanceOf(BadBytes.class).hasMessage("1 bytes follow the item");
    }

    @Test
    void refusesEachCutOfAWholeMessage() {
        JsonNode message =
                Vectors.file("boost-protocol-messages.json").get("messages").get(0);
        byte[] whole = Vectors.hex(message.get("cbor_hex"));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Vectors.reader(cut).skip())
                    .as("cut to %s bytes", length)
                    .isInstanceOf(BadBytes.class);
        }
    }

    @Test
    void refusesACidThatDoesNotStartWithAZeroByte() {
        assertThatThrownBy(() ->
                        Vectors.reader(HexFormat.of().parseHex("d82a4101")).cid())
                .isInstanceOf(BadBytes.class);
    }
}
