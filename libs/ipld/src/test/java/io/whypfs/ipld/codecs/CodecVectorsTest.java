package io.whypfs.ipld.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.dag.Links;
import io.whypfs.ipld.dagcbor.DagCbor;
import io.whypfs.ipld.dagjson.DagJson;
import io.whypfs.ipld.dagpb.DagPbForm;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same data in three codecs, and what each of them must refuse. */
class CodecVectorsTest {

    static Stream<Arguments> fixtures() {
        return Vectors.json("codecs/codec-fixtures.json").get("fixtures").properties().stream()
                .flatMap(fixture -> fixture.getValue().properties().stream()
                        .map(codec -> Arguments.of(fixture.getKey(), codec.getKey(), fixture.getValue())));
    }

    static Stream<JsonNode> negative(String... names) {
        return Stream.of(names)
                .flatMap(name ->
                        Vectors.json("codecs/negative_" + name + ".json").valueStream());
    }

    static Stream<JsonNode> dagPbBlocksToRefuse() {
        return negative("dag-pb_decode_edges");
    }

    static Stream<JsonNode> dagPbFormsToRefuse() {
        return negative("dag-pb_encode_basic-datamodel-kinds", "dag-pb_encode_invalid-forms");
    }

    static Stream<JsonNode> cborCases() {
        return Vectors.json("codecs/dag-cbor-strictness.json").get("cases").valueStream();
    }

    static Stream<JsonNode> jsonCases() {
        return Vectors.json("codecs/dag-json-forms.json").get("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesTheFixtureFromItsDagCborForm(String name, String codec, JsonNode fixture) throws CodecException {
        // Given
        DataValue value = DagCbor.decode(
                HexFormat.of().parseHex(fixture.at("/dag-cbor/hex").asText()));
        JsonNode expected = fixture.get(codec);

        // When
        byte[] block = encode(codec, value);

        // Then
        Cid cid = Cid.parse(expected.get("cid").asText());
        if (expected.has("hex")) {
            assertThat(HexFormat.of().formatHex(block))
                    .isEqualTo(expected.get("hex").asText());
        }
        assertThat(Multihash.sha256(block)).isEqualTo(cid.multihash());
        assertThat(decode(codec, block)).isEqualTo(value);
        List<Cid> links = new ArrayList<>();
        decode(codec, block).forEachLink(links::add);
        assertThat(Links.of(cid, block)).isEqualTo(links);
    }

    private static byte[] encode(String codec, DataValue value) throws CodecException {
        return switch (codec) {
            case "dag-pb" -> DagPbForm.toNode(value).encode();
            case "dag-cbor" -> DagCbor.encode(value);
            case "dag-json" -> DagJson.encode(value);
            default -> throw new AssertionError(codec);
        };
    }

    private static DataValue decode(String codec, byte[] block) throws CodecException {
        return switch (codec) {
            case "dag-pb" -> DagPbForm.toData(DagPbNode.decode(block));
            case "dag-cbor" -> DagCbor.decode(block);
            case "dag-json" -> DagJson.decode(block);
            default -> throw new AssertionError(codec);
        };
    }

    @ParameterizedTest
    @MethodSource("dagPbBlocksToRefuse")
    void refusesBadDagPbBlocks(JsonNode vector) {
        byte[] block = HexFormat.of().parseHex(vector.get("hex").asText());

        assertThatThrownBy(() -> DagPbNode.decode(block)).isInstanceOf(CodecException.class);
    }

    @ParameterizedTest
    @MethodSource("dagPbFormsToRefuse")
    void refusesDataThatHasNoDagPbForm(JsonNode vector) throws CodecException {
        DataValue value = DagJson.decode(vector.get("dag-json").toString().getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> DagPbForm.toNode(value)).isInstanceOf(CodecException.class);
    }

    @ParameterizedTest
    @MethodSource("cborCases")
    void isAsStrictAsDagCborDemands(JsonNode vector) throws CodecException {
        byte[] block = HexFormat.of().parseHex(vector.get("hex").asText());

        if (vector.get("what").asText().contains("VALID")) {
            assertThat(DagCbor.encode(DagCbor.decode(block))).isEqualTo(block);
        } else {
            assertThatThrownBy(() -> DagCbor.decode(block)).isInstanceOf(CodecException.class);
        }
    }

    /** What old blocks may hold. */
    private static final Map<String, String> LAX = Map.of(
            "a2616201616102", "a2616102616201",
            "1800", "00",
            "1b0000000000000001", "01",
            "580161", "4161",
            "780161", "6161",
            "9801f6", "81f6",
            "b801616101", "a1616101",
            "f93c00", "fb3ff0000000000000",
            "fa3f800000", "fb3ff0000000000000",
            "61ff", "63efbfbd");

    @ParameterizedTest
    @MethodSource("cborCases")
    void readsOldBlocksLaxlyButNothingElse(JsonNode vector) throws CodecException {
        String hex = vector.get("hex").asText();
        byte[] block = HexFormat.of().parseHex(hex);
        boolean longForm = hex.equals("1a00000001") || hex.equals("190001") || hex.startsWith("d9002a");

        if (LAX.containsKey(hex)) {
            assertThat(HexFormat.of().formatHex(DagCbor.encode(DagCbor.decodeLax(block))))
                    .isEqualTo(LAX.get(hex));
        } else if (!longForm && !vector.get("what").asText().contains("VALID")) {
            assertThatThrownBy(() -> DagCbor.decodeLax(block)).isInstanceOf(CodecException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("jsonCases")
    void readsTheReservedFormsOfDagJson(JsonNode vector) throws CodecException {
        String text = vector.get("text").asText();
        byte[] block = text.getBytes(StandardCharsets.UTF_8);

        if (vector.get("jsResult").asText().equals("rejects")) {
            assertThatThrownBy(() -> DagJson.decode(block)).isInstanceOf(CodecException.class);
            return;
        }
        DataValue value = DagJson.decode(block);
        if (text.contains("0bar")) {
            // The keys are sorted when written, and then this map would read as a broken link.
            assertThatThrownBy(() -> DagJson.encode(value)).isInstanceOf(CodecException.class);
        } else if (text.contains("1e3")) {
            assertThat(DagJson.encode(value)).asString().isEqualTo("[1.0,1,-0.5,1000.0]");
        } else {
            assertThat(DagJson.encode(value))
                    .asString()
                    .isEqualTo(vector.get("reencoded").asText());
        }
    }

    static Stream<JsonNode> duplicates() {
        return Stream.of("dag-cbor", "dag-json")
                .flatMap(codec -> Vectors.json("codecs/negative_" + codec + "_decode_duplicate-keys.json")
                        .valueStream());
    }

    @ParameterizedTest
    @MethodSource("duplicates")
    void refusesRepeatedKeys(JsonNode vector) {
        byte[] block = HexFormat.of().parseHex(vector.get("hex").asText());

        assertThatThrownBy(() -> {
                    if (block[0] == '{') {
                        DagJson.decode(block);
                    } else {
                        DagCbor.decodeLax(block);
                    }
                })
                .isInstanceOf(CodecException.class);
    }
}
