package io.whypfs.ipld.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryVectorsTest {

    private static Stream<JsonNode> directories() {
        return Vectors.json("unixfs/unixfs-vectors.json").get("directories").valueStream();
    }

    static Stream<JsonNode> plain() {
        return directories().filter(vector -> vector.has("entries"));
    }

    static Stream<JsonNode> hamts() {
        return directories().filter(vector -> vector.has("fanout"));
    }

    static Stream<JsonNode> hashes() {
        return Vectors.json("unixfs/unixfs-vectors.json").get("hamtHash").valueStream();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void writesPlainDirectories(JsonNode vector) throws IOException {
        // Given
        MemoryBlocks blocks = new MemoryBlocks();
        ImportParameters parameters = ImportProfile.parse(vector.get("options").asText())
                .orElseThrow()
                .parameters();
        DirectoryImport directory = new DirectoryImport(parameters, blocks);

        // When
        for (JsonNode entry : vector.get("entries")) {
            byte[] content = HexFormat.of().parseHex(entry.get(1).asText());
            directory.add(entry.get(0).asText(), Imports.file(parameters, blocks, content));
        }
        UnixFsEntry root = directory.finish();

        // Then
        assertThat(root.cid()).hasToString(vector.get("cid").asText());
        assertThat(root.dagBytesCumulative()).isEqualTo(vector.get("dagSize").asLong());
        assertThat(HexFormat.of().formatHex(blocks.get(root.cid()).orElseThrow()))
                .isEqualTo(vector.get("rootHex").asText());
        for (JsonNode entry : vector.get("entries")) {
            assertThat(readPath(blocks, root.cid(), entry.get(0).asText()))
                    .isEqualTo(HexFormat.of().parseHex(entry.get(1).asText()));
        }
    }

    @ParameterizedTest
    @MethodSource("hamts")
    void writesHamtsOfEveryFanout(JsonNode vector) throws IOException {
        // Given
        MemoryBlocks blocks = new MemoryBlocks();
        ImportParameters parameters = Imports.forcedHamt(
                vector.get("cidVersion").asInt(), vector.get("fanout").asInt());
        int files = Integer.parseInt(vector.get("name").asText().replaceAll("\\D+(\\d+) files.*", "$1"));
        DirectoryImport directory = new DirectoryImport(parameters, blocks);
        Map<String, Cid> expected = new HashMap<>();

        // When
        for (int i = files - 1; i >= 0; i--) {
            UnixFsEntry entry =
                    Imports.file(parameters, blocks, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
            directory.add("file-" + i + ".txt", entry);
            expected.put("file-" + i + ".txt", entry.cid());
        }
        UnixFsEntry root = directory.finish();

        // Then
        assertThat(root.cid()).hasToString(vector.get("cid").asText());
        byte[] block = blocks.get(root.cid()).orElseThrow();
        if (vector.has("dagSize")) {
            assertThat(root.dagBytesCumulative())
                    .isEqualTo(vector.get("dagSize").asLong());
        }
        if (vector.has("rootHex")) {
            assertThat(HexFormat.of().formatHex(block))
                    .isEqualTo(vector.get("rootHex").asText());
        }
        if (vector.has("rootLinkNames")) {
            List<String> names = DagPbNode.decode(block).links().stream()
                    .map(DagPbLink::name)
                    .toList();
            List<String> first = vector.get("rootLinkNames")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
            assertThat(names.subList(0, first.size())).isEqualTo(first);
        }
        assertThat(listed(blocks, root.cid())).isEqualTo(expected);
        for (int i = 0; i < files; i++) {
            assertThat(readPath(blocks, root.cid(), "file-" + i + ".txt"))
                    .asString()
                    .isEqualTo(Integer.toString(i));
        }
        assertThatThrownBy(() -> readPath(blocks, root.cid(), "file-" + files + ".txt"))
                .isInstanceOf(NoSuchPathException.class);
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void hashesNamesAsTheNetworkDoes(JsonNode vector) {
        long hash = Murmur3.hash64(vector.get("name").asText().getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().toHexDigits(hash))
                .isEqualTo(vector.get("murmur3X64_64BigEndianHex").asText());
        for (int fanout : new int[] {16, 256}) {
            JsonNode labels = vector.get("bucketsFanout" + fanout);
            for (int level = 0; level < labels.size(); level++) {
                assertThat(Fanout.label(Fanout.bucket(hash, level, fanout), fanout))
                        .isEqualTo(labels.get(level).asText());
            }
        }
    }

    @Test
    void writesAnEmptyDirectory() throws IOException {
        assertThat(new DirectoryImport(ImportProfile.UNIXFS_V0_2015, new MemoryBlocks())
                        .finish()
                        .cid())
                .hasToString("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
        assertThat(new DirectoryImport(ImportProfile.UNIXFS_V1_2025, new MemoryBlocks())
                        .finish()
                        .cid())
                .hasToString("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "nul\0", "half\ud800"})
    void refusesNamesThatNoDirectoryMayHold(String path) throws IOException {
        DirectoryImport directory = new DirectoryImport(ImportProfile.UNIXFS_V1_2025, block -> {});

        assertThatThrownBy(() -> directory.add(path, anyEntry())).isInstanceOf(BadNameException.class);
    }

    @Test
    void refusesPathsThatAreTooDeep() throws IOException {
        DirectoryImport directory = new DirectoryImport(ImportProfile.UNIXFS_V1_2025, block -> {});
        UnixFsEntry entry = anyEntry();
        directory.add("a/".repeat(DirectoryImport.MAX_DEPTH - 1) + "a", entry);

        assertThatThrownBy(() -> directory.add("b/".repeat(DirectoryImport.MAX_DEPTH) + "b", entry))
                .isInstanceOf(BadNameException.class);
        assertThat(directory.finish().fileBytes()).isEqualTo(1);
    }

    @Test
    void refusesAPathGivenTwiceOrThroughAFile() throws IOException {
        DirectoryImport directory = new DirectoryImport(ImportProfile.UNIXFS_V1_2025, block -> {});
        directory.add("a/b", anyEntry());

        assertThatThrownBy(() -> directory.add("a/b", anyEntry())).isInstanceOf(DuplicateEntryException.class);
        assertThatThrownBy(() -> directory.add("a", anyEntry())).isInstanceOf(DuplicateEntryException.class);
        assertThatThrownBy(() -> directory.add("a/b/c", anyEntry())).isInstanceOf(DuplicateEntryException.class);
    }

    private static UnixFsEntry anyEntry() throws IOException {
        return Imports.file(ImportProfile.UNIXFS_V1_2025.parameters(), block -> {}, new byte[] {1});
    }

    private static byte[] readPath(MemoryBlocks blocks, Cid root, String path) throws IOException {
        UnixFsReader reader = new UnixFsReader(blocks);
        return reader.read(reader.resolve(root, List.of(path.split("/"))).cid(), 0, Long.MAX_VALUE)
                .readAllBytes();
    }

    private static Map<String, Cid> listed(MemoryBlocks blocks, Cid root) throws IOException {
        Map<String, Cid> found = new HashMap<>();
        DirectoryListing listing = new UnixFsReader(blocks).list(root);
        for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
            assertThat(found.put(entry.get().name(), entry.get().cid())).isNull();
        }
        return found;
    }
}
