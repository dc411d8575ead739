package io.whypfs.ipld.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnixFsNodeTest {

    private static final UnixFsNode X = UnixFsNode.fileLeaf(new byte[] {'x'}).withMode(0600);

    private static final Map<String, UnixFsNode> NODES = Map.of(
            "empty directory", UnixFsNode.directory(),
            "empty file (dag-pb)", UnixFsNode.fileLeaf(new byte[0]),
            "symlink to foo", UnixFsNode.symlink("foo".getBytes(StandardCharsets.UTF_8)),
            "file \"hello world\"", UnixFsNode.fileLeaf("hello world".getBytes(StandardCharsets.UTF_8)),
            "file \"x\" mode 0600", X,
            "file \"x\" mode 0600 mtime 1700000000", X.withMtime(time(1_700_000_000, 0)),
            "file \"x\" mode 0600 mtime 1700000000 nsecs 123", X.withMtime(time(1_700_000_000, 123)),
            "file \"x\" mode 0600 mtime -1 (before the epoch)", X.withMtime(time(-1, 0)),
            "directory mode 0700", UnixFsNode.directory().withMode(0700));

    private static UnixFsNode.ModificationTime time(long seconds, int nanoseconds) {
        return new UnixFsNode.ModificationTime(seconds, nanoseconds);
    }

    static Stream<JsonNode> nodes() {
        return Vectors.json("unixfs/unixfs-vectors.json").get("nodes").valueStream();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void writesAndReadsEverySingleNode(JsonNode vector) throws IOException {
        // Given
        UnixFsNode node = NODES.get(vector.get("name").asText());

        // When
        byte[] block = DagPbNode.of(List.of(), node.encode()).encode();

        // Then
        assertThat(HexFormat.of().formatHex(block))
                .isEqualTo(vector.get("blockHex").asText());
        assertThat(Cid.v0(Multihash.sha256(block)))
                .hasToString(vector.get("cidV0").asText());
        assertThat(Cid.v1(Multicodec.DAG_PB, Multihash.sha256(block)))
                .hasToString(vector.get("cidV1").asText());
        UnixFsNode read = UnixFsNode.decode(DagPbNode.decode(block).data().orElseThrow());
        assertThat(read.encode()).isEqualTo(node.encode());
        assertThat(read.mode()).isEqualTo(node.mode());
        assertThat(read.mtime()).isEqualTo(node.mtime());
    }

    @Test
    void readsPackedBlockSizesAndStepsOverUnknownFields() throws IOException {
        UnixFsNode node = UnixFsNode.decode(HexFormat.of().parseHex("0802" + "1805" + "22020203" + "7a0101"));

        assertThat(node.blockSizes()).containsExactly(2, 3);
        assertThat(node.fileSize()).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource({
        "'', it has no type",
        "0806, type 6",
        "1800, it has no type",
        "0a0102, wrong wire type",
        "08021801420708011500000000, nanoseconds",
        "0802420d0801150000ca9a3b, claims",
        "080242060801150000ca, ends inside",
        "08024200, no seconds",
        "08021280, ends inside a varint",
        "08021205, claims 5 bytes"
    })
    void refusesMessagesThatAreNoUnixFs(String hex, String why) {
        assertThatThrownBy(() -> UnixFsNode.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(UnixFsException.class)
                .hasMessageContaining(why);
    }
}
