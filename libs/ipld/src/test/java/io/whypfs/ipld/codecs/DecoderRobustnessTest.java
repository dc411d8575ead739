package io.whypfs.ipld.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.dagcbor.DagCbor;
import io.whypfs.ipld.dagjson.DagJson;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No input ends in anything but a value or the typed failure. */
class DecoderRobustnessTest {

    private static final String FIXTURE = "garbage-10";

    enum Codec {
        DAG_PB {
            @Override
            void decode(byte[] block) throws CodecException {
                assertThat(DagPbNode.decode(DagPbNode.decode(block).encode())).isEqualTo(DagPbNode.decode(block));
            }
        },
        DAG_CBOR {
            @Override
            void decode(byte[] block) throws CodecException {
                assertThat(DagCbor.encode(DagCbor.decode(block))).isEqualTo(block);
            }
        },
        DAG_CBOR_LAX {
            @Override
            void decode(byte[] block) throws CodecException {
                DagCbor.encode(DagCbor.decodeLax(block));
            }
        },
        DAG_JSON {
            @Override
            void decode(byte[] block) throws CodecException {
                DagJson.decode(block);
            }
        };

        abstract void decode(byte[] block) throws CodecException;

        byte[] example() throws CodecException {
            JsonNode fixtures = Vectors.json("codecs/codec-fixtures.json").get("fixtures");
            return switch (this) {
                case DAG_PB ->
                    HexFormat.of()
                            .parseHex(fixtures.at("/dagpb_4namedlinks+data/dag-pb/hex")
                                    .asText());
                case DAG_CBOR, DAG_CBOR_LAX ->
                    HexFormat.of()
                            .parseHex(fixtures.get(FIXTURE).at("/dag-cbor/hex").asText());
                case DAG_JSON ->
                    HexFormat.of()
                            .parseHex(fixtures.get(FIXTURE).at("/dag-json/hex").asText());
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void endsCleanlyAtEveryCut(Codec codec) throws CodecException {
        byte[] good = codec.example();
        codec.decode(good);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            if (codec != Codec.DAG_PB) {
                assertThatThrownBy(() -> codec.decode(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(CodecException.class);
            } else {
                decodeOrFailTyped(codec, cut, "cut at " + length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void endsCleanlyOnRandomChanges(Codec codec) throws CodecException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = codec.example();
        for (int i = 0; i < 3000; i++) {
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            decodeOrFailTyped(codec, bad, "seed " + seed);
        }
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            decodeOrFailTyped(codec, noise, "seed " + seed);
        }
    }

    private static void decodeOrFailTyped(Codec codec, byte[] block, String what) {
        try {
            codec.decode(block);
        } catch (CodecException expected) {
            assertThat(expected).as(what).hasMessageEndingWith(".");
        }
    }

    @Test
    void refusesNestingThatWouldOverflowTheStack() {
        byte[] cbor = new byte[100_000];
        Arrays.fill(cbor, (byte) 0x81);
        byte[] json = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DagCbor.decodeLax(cbor)).hasMessageContaining("nested deeper than 128");
        assertThatThrownBy(() -> DagJson.decode(json)).hasMessageContaining("nested deeper than 128");
    }

    @Test
    void writesExactlyAsDeepAsItReads() throws CodecException {
        DataValue value = DataValue.Int.of(1);
        for (int i = 0; i < DagCbor.MAX_DEPTH; i++) {
            value = new DataValue.Sequence(List.of(value));
        }
        DataValue deepest = value;
        DataValue tooDeep = new DataValue.Sequence(List.of(value));

        assertThat(DagCbor.decode(DagCbor.encode(deepest))).isEqualTo(deepest);
        assertThat(DagJson.decode(DagJson.encode(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> DagCbor.encode(tooDeep)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> DagJson.encode(tooDeep)).isInstanceOf(CodecException.class);
    }

    @Test
    void refusesToWriteWhatHasNoForm() {
        assertThatThrownBy(() -> DagCbor.encode(new DataValue.Float(Double.NaN)))
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> DagJson.encode(new DataValue.Float(Double.NaN)))
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> DagCbor.encode(new DataValue.Text("\ud800"))).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> DagJson.encode(new DataValue.Mapping(Map.of("/", new DataValue.Text("no cid")))))
                .isInstanceOf(CodecException.class);
    }

    @Test
    void sortsDagPbLinksByTheBytesOfTheirNames() {
        Cid cid = Cid.parse("bafkqaaa");
        String astral = "\ud83d\ude80";
        String lower = "\uff5e";

        DagPbNode node = DagPbNode.of(
                List.of(DagPbLink.named(astral, cid, 1), DagPbLink.named(lower, cid, 2), DagPbLink.named("a", cid, 3)),
                null);

        // UTF-16 order would put the astral character, which starts with a surrogate, before the other.
        assertThat(node.links()).extracting(DagPbLink::name).containsExactly("a", lower, astral);
    }

    @Test
    void keepsDagPbNamesThatAreNoUtf8() throws CodecException {
        byte[] block = HexFormat.of().parseHex("120a" + "0a0401550000" + "1202ff61");

        assertThat(DagPbNode.decode(block).encode()).isEqualTo(block);
        assertThat(DagPbNode.decode(block).links().getFirst().nameBytes()).containsExactly(0xff, 'a');
    }
}
