package io.whypfs.core.blockstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and directories against the vectors. */
class FlatfsNamesTest {

    private final JsonNode vectors = vectors();

    private static JsonNode vectors() {
        try (InputStream in = FlatfsNamesTest.class.getResourceAsStream("/vectors/flatfs/keys.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesFilesByMultihash() {
        assertThat(vectors.get("keys")).hasSize(5).allSatisfy(vector -> {
            Cid cid = Cid.parse(vector.get("cid").asText());
            String key = FlatfsKey.of(cid.multihash());
            assertThat("/" + key).isEqualTo(vector.get("dsKey").asText());
            assertThat(key + FlatfsKey.EXTENSION)
                    .isEqualTo(vector.get("fileName").asText());
            assertThat(FlatfsKey.parseFileName(vector.get("fileName").asText())).hasValue(cid.multihash());
            assertThat(shard("next-to-last/2").directory(key) + "/" + key + ".data")
                    .isEqualTo(vector.get("nextToLast2").asText());
            assertThat(shard("next-to-last/3").directory(key) + "/" + key + ".data")
                    .isEqualTo(vector.get("nextToLast3").asText());
            assertThat(shard("prefix/2").directory(key))
                    .isEqualTo(vector.get("prefix2").asText());
            assertThat(shard("suffix/2").directory(key))
                    .isEqualTo(vector.get("suffix2").asText());
        });
    }

    @Test
    void padsShortKeys() {
        assertThat(vectors.get("shardFunctions")).hasSize(6).allSatisfy(vector -> {
            ShardFunction shard = ShardFunction.parse(vector.get("fn").asText());
            assertThat(shard.directory(vector.get("key").asText()))
                    .isEqualTo(vector.get("dir").asText());
            assertThat(shard).hasToString(vector.get("fn").asText());
        });
    }

    @Test
    void knowsLegalKeys() {
        assertThat(vectors.get("invalidKeys")).hasSize(7).allSatisfy(vector -> {
            String key = vector.asText();
            assertThat(key.startsWith("/") && FlatfsKey.isLegal(key.substring(1)))
                    .as(key)
                    .isFalse();
        });
        assertThat(FlatfsKey.isLegal("CIQ0-9_=+")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "next-to-last/2",
                "/repo/flatfs/shard/v2/next-to-last/2",
                "/repo/flatfs/shard/v1/next-to-last/0",
                "/repo/flatfs/shard/v1/next-to-last/100",
                "/repo/flatfs/shard/v1/middle/2",
                " /repo/flatfs/shard/v1/prefix/2",
                "/repo/flatfs/shard/v1/prefix/2 x"
            })
    void refusesOtherShardFunctions(String text) {
        assertThatThrownBy(() -> ShardFunction.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a flatfs shard function");
    }

    private static ShardFunction shard(String name) {
        return ShardFunction.parse("/repo/flatfs/shard/v1/" + name + "\n");
    }
}
