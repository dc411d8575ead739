package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CidTest {

    private static final HexFormat HEX = HexFormat.of();

    static Stream<JsonNode> valid() {
        return Vectors.json("cid.json").get("valid").valueStream();
    }

    static Stream<JsonNode> invalidStrings() {
        return Vectors.json("cid.json").get("invalidStrings").valueStream();
    }

    static Stream<JsonNode> invalidBytes() {
        return Vectors.json("cid.json").get("invalidBytes").valueStream();
    }

    static Stream<JsonNode> rejectedByPolicy() {
        return Vectors.json("cid.json").get("rejectByPolicy").valueStream();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsAndWritesEveryValidVector(JsonNode vector) {
        // Given
        byte[] bytes = HEX.parseHex(vector.get("bytesHex").asText());

        // When
        Cid cid = Cid.decode(bytes);

        // Then
        assertThat(cid.toBytes()).isEqualTo(bytes);
        assertThat(cid.version()).isEqualTo(vector.get("version").asInt());
        assertThat(cid.codec()).isEqualTo(vector.get("codec").asLong());
        assertThat(HEX.formatHex(cid.multihash().toBytes()))
                .isEqualTo(vector.get("multihashHex").asText());
        assertThat(cid.multihash().code()).isEqualTo(vector.get("hashCode").asLong());
        assertThat(HEX.formatHex(cid.multihash().digest()))
                .isEqualTo(vector.get("digestHex").asText());
        CidPolicy.require(cid);
        for (Map.Entry<String, JsonNode> text : vector.get("strings").properties()) {
            Cid parsed = Cid.parse(text.getValue().asText());
            assertThat(parsed).isEqualTo(cid).hasSameHashCodeAs(cid);
            assertThat(parsed.toString(base(text.getKey())))
                    .isEqualTo(text.getValue().asText());
        }
        if (vector.hasNonNull("asV1Base32")) {
            assertThat(cid.toV1()).hasToString(vector.get("asV1Base32").asText());
        }
    }

    private static Multibase base(String name) {
        return Arrays.stream(Multibase.values())
                .filter(base -> base.name().replace("_", "").equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("invalidStrings")
    void refusesEveryInvalidText(JsonNode vector) {
        assertThatThrownBy(() -> Cid.parse(vector.get("s").asText())).isInstanceOf(MultiformatException.class);
    }

    @ParameterizedTest
    @MethodSource("invalidBytes")
    void refusesEveryInvalidByteForm(JsonNode vector) {
        byte[] bytes = HEX.parseHex(vector.get("hex").asText());

        assertThatThrownBy(() -> Cid.decode(bytes)).isInstanceOf(MultiformatException.class);
    }

    @ParameterizedTest
    @MethodSource("rejectedByPolicy")
    void parsesButDoesNotAcceptWeakHashes(JsonNode vector) {
        Cid cid = vector.has("string")
                ? Cid.parse(vector.get("string").asText())
                : Cid.decode(HEX.parseHex(vector.get("bytesHex").asText()));

        assertThatThrownBy(() -> CidPolicy.require(cid))
                .isInstanceOf(MultiformatException.class)
                .hasMessageContaining("is not accepted");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void refusesEveryByteFormCutShort(JsonNode vector) {
        byte[] bytes = HEX.parseHex(vector.get("bytesHex").asText());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> Cid.decode(cut)).isInstanceOf(MultiformatException.class);
        }
    }

    @Test
    void answersRandomBytesWithACidOrTheTypedFailure() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = Cid.v1(Multicodec.DAG_JSON, Multihash.sha256(new byte[0])).toBytes();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 4));
            for (int change = 0; change <= random.nextInt(4) && bytes.length > 0; change++) {
                bytes[random.nextInt(Math.min(bytes.length, 8))] = (byte) random.nextInt();
            }
            assertThatCode(() -> {
                        try {
                            assertThat(Cid.decode(bytes).toBytes()).isEqualTo(bytes);
                        } catch (MultiformatException expected) {
                            assertThat(expected).hasMessageEndingWith(".");
                        }
                    })
                    .as("seed %d, bytes %s", seed, HEX.formatHex(bytes))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void knowsTheCidsThatEveryClientKnows() {
        Multihash emptyRaw = Multihash.sha256(new byte[0]);
        Multihash emptyDirectory = Multihash.sha256(HEX.parseHex("0a020801"));

        assertThat(Cid.v1(Multicodec.RAW, emptyRaw))
                .hasToString("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
        assertThat(Cid.v0(emptyDirectory)).hasToString("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
        assertThat(Cid.v1(Multicodec.RAW, Multihash.identity(new byte[0]))).hasToString("bafkqaaa");
        assertThat(Cid.parse("bafyaabakaieac").isIdentity()).isTrue();
    }

    @Test
    void keepsVersionsApartThoughTheContentIsTheSame() {
        Cid v0 = Cid.parse("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");

        assertThat(v0.toV1()).isNotEqualTo(v0);
        assertThat(v0.toV1().multihash()).isEqualTo(v0.multihash());
        assertThatThrownBy(() -> v0.toString(Multibase.BASE32)).isInstanceOf(MultiformatException.class);
        assertThatThrownBy(() -> Cid.v0(Multihash.identity(new byte[32]))).isInstanceOf(MultiformatException.class);
    }

    @Test
    void readsACidInsideLongerBytes() {
        Cid cid = Cid.parse("bafkqaaa");
        byte[] bytes = new byte[20];
        int end = cid.write(bytes, 3);

        Cid read = Cid.read(bytes, 3, bytes.length);

        assertThat(read).isEqualTo(cid);
        assertThat(end).isEqualTo(3 + read.byteLength());
    }
}
