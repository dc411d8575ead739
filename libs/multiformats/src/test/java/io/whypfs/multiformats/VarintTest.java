package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VarintTest {

    static Stream<JsonNode> valid() {
        return Vectors.json("varint.json").get("valid").valueStream();
    }

    static Stream<JsonNode> invalid() {
        return Vectors.json("varint.json").get("invalid").valueStream();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsAndWritesEveryValidVector(JsonNode vector) throws IOException {
        // Given
        long value = Long.parseLong(vector.get("value").asText());
        byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());

        // When
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Varint.write(value, written);

        // Then
        assertThat(written.toByteArray()).isEqualTo(bytes);
        assertThat(Varint.encode(value)).isEqualTo(bytes);
        assertThat(Varint.length(value)).isEqualTo(bytes.length);
        assertThat(Varint.decode(bytes)).isEqualTo(value);
        assertThat(Varint.read(new ByteArrayInputStream(bytes))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesEveryInvalidVector(JsonNode vector) {
        byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());

        assertThatThrownBy(() -> Varint.decode(bytes)).isInstanceOf(MultiformatException.class);
    }

    @Test
    void tellsTheEndOfAStreamFromACutVarint() throws IOException {
        assertThat(Varint.read(new ByteArrayInputStream(new byte[0]))).isEqualTo(-1);
        assertThatThrownBy(() -> Varint.read(new ByteArrayInputStream(new byte[] {(byte) 0x80})))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void refusesNegativeNumbers() {
        assertThatThrownBy(() -> Varint.encode(-1)).isInstanceOf(MultiformatException.class);
        assertThatThrownBy(() -> Varint.write(-1, new byte[10], 0)).isInstanceOf(MultiformatException.class);
    }

    @Test
    void refusesBytesBehindTheVarint() {
        assertThatThrownBy(() -> Varint.decode(new byte[] {1, 1})).isInstanceOf(MultiformatException.class);
    }
}
