package io.whypfs.ipld.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.KeyStream;
import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.Vectors;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes around every boundary of both layouts, with both kinds of leaves. */
class LayoutVectorsTest {

    static Stream<JsonNode> layouts() {
        return Vectors.json("unixfs/unixfs-vectors.json").get("layouts").valueStream();
    }

    static Stream<JsonNode> larger() {
        return Vectors.json("unixfs/unixfs-vectors.json").get("larger").valueStream();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void buildsTheTreeAndReadsItBack(JsonNode vector) throws IOException {
        // Given
        String[] variant = vector.get("variant").asText().split("/");
        ImportParameters parameters = Imports.small(
                variant[1].equals("v0") ? 0 : 1,
                variant[2].equals("raw-leaves"),
                ImportParameters.Layout.valueOf(variant[0].toUpperCase(Locale.ROOT)));
        byte[] content =
                KeyStream.bytes(vector.get("seed").asText(), vector.get("size").asInt());
        MemoryBlocks blocks = new MemoryBlocks();

        // When
        UnixFsEntry entry = Imports.file(parameters, blocks, content);

        // Then
        assertThat(entry.cid()).hasToString(vector.get("cid").asText());
        assertThat(entry.dagBytesCumulative()).isEqualTo(vector.get("dagSize").asLong());
        assertThat(entry.fileBytes()).isEqualTo(content.length);
        if (content.length > 0) {
            assertThat(blocks.size()).isEqualTo(vector.get("uniqueBlocks").asInt());
        }
        if (vector.has("rootHex")) {
            assertThat(HexFormat.of().formatHex(blocks.get(entry.cid()).orElseThrow()))
                    .isEqualTo(vector.get("rootHex").asText());
        }
        assertThat(new UnixFsReader(blocks).read(entry.cid(), 0, Long.MAX_VALUE).readAllBytes())
                .isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("larger")
    void buildsTheTreesOfOtherTools(JsonNode vector) throws IOException {
        // Given
        String id = vector.get("id").asText();
        boolean trickle = id.contains("trickle");
        ImportParameters parameters = Imports.parameters(
                trickle ? 0 : 1,
                id.contains("raw leaves"),
                vector.get("chunkSize").asInt(),
                vector.get("maxLinks").asInt(),
                trickle ? ImportParameters.Layout.TRICKLE : ImportParameters.Layout.BALANCED);

        // When
        UnixFsEntry entry = Imports.generated(
                parameters,
                block -> {},
                vector.get("seed").asText(),
                vector.get("size").asLong());

        // Then
        assertThat(entry.cid()).hasToString(vector.get("cid").asText());
        assertThat(entry.dagBytesCumulative()).isEqualTo(vector.get("dagSize").asLong());
    }

    @Test
    void givesTheSameCidHoweverTheBytesArrive() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (boolean raw : new boolean[] {true, false}) {
            ImportParameters parameters = Imports.parameters(1, raw, 40_000, 3, ImportParameters.Layout.BALANCED);
            byte[] content = new byte[500_000];
            random.nextBytes(content);
            UnixFsEntry whole = Imports.file(parameters, new MemoryBlocks(), content);
            FileImport inPieces = new UnixFsImporter(parameters, new MemoryBlocks()).newFile();

            for (int at = 0; at < content.length; ) {
                int length = Math.min(random.nextInt(random.nextBoolean() ? 100 : 90_000), content.length - at);
                inPieces.write(content, at, length);
                at += length;
            }

            assertThat(inPieces.finish()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        FileImport file = new UnixFsImporter(ImportProfile.UNIXFS_V1_2025, block -> {}).newFile();
        file.finish();

        assertThatThrownBy(() -> file.write(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(file::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void passesOnWhatTheSinkSays() {
        FileImport file = new UnixFsImporter(ImportProfile.UNIXFS_V1_2025, block -> {
                    throw new IOException("disk full");
                })
                .newFile();

        assertThatThrownBy(file::finish).isInstanceOf(IOException.class).hasMessage("disk full");
    }
}
