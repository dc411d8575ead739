package io.whypfs.ipld.unixfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.KeyStream;
import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.block.BlockSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The CIDs of Kubo's profile tests. */
class ProfileVectorsTest {

    private static final BlockSink NOWHERE = block -> {};
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz01234567890-_";

    static Stream<Arguments> files() {
        return cases("files");
    }

    static Stream<Arguments> directories() {
        return cases("directories");
    }

    private static Stream<Arguments> cases(String kind) {
        return Vectors.json("unixfs/unixfs-vectors.json")
                .get("profiles")
                .valueStream()
                .flatMap(profile -> profile.get(kind)
                        .valueStream()
                        .map(vector -> Arguments.of(profile.get("profile").asText(), vector)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void givesAFileTheCidKuboGives(String profile, JsonNode vector) throws IOException {
        assertThat(importFile(profile, vector).cid())
                .hasToString(vector.get("cid").asText());
    }

    private static UnixFsEntry importFile(String profile, JsonNode vector) throws IOException {
        ImportParameters parameters = ImportProfile.parse(profile).orElseThrow().parameters();
        if (vector.has("utf8")) {
            return Imports.file(parameters, NOWHERE, vector.get("utf8").asText().getBytes(StandardCharsets.UTF_8));
        }
        return Imports.generated(
                parameters,
                NOWHERE,
                vector.get("seed").asText(),
                vector.get("size").asLong());
    }

    @ParameterizedTest
    @MethodSource("directories")
    void givesADirectoryTheCidKuboGivesAndReadsItBack(String profile, JsonNode vector) throws IOException {
        // Given
        MemoryBlocks blocks = new MemoryBlocks();
        ImportParameters parameters = ImportProfile.parse(profile).orElseThrow().parameters();
        UnixFsEntry one = Imports.file(parameters, blocks, new byte[] {'x'});
        DirectoryImport directory = new DirectoryImport(parameters, blocks);
        KeyStream names = new KeyStream(vector.get("seed").asText());
        int files = vector.get("files").asInt();

        // When
        for (int i = 0; i < files; i++) {
            int length = vector.get(i == files - 1 ? "lastNameLen" : "nameLen").asInt();
            directory.add(name(names.next(length)), one);
        }
        UnixFsEntry root = directory.finish();

        // Then
        assertThat(root.cid()).hasToString(vector.get("cid").asText());
        assertThat(root.fileBytes()).isEqualTo(files);
        assertThat(blocks.size() > 2).isEqualTo(vector.get("sharded").asBoolean());
        DirectoryListing listing = new UnixFsReader(blocks).list(root.cid());
        int listed = 0;
        while (listing.next().isPresent()) {
            listed++;
        }
        assertThat(listed).isEqualTo(files);
    }

    private static String name(byte[] random) {
        StringBuilder name = new StringBuilder();
        for (byte b : random) {
            name.append(ALPHABET.charAt((b & 0xff) % ALPHABET.length()));
        }
        return name.toString();
    }

    @Test
    void knowsItsProfilesByTheirIds() {
        assertThat(ImportProfile.parse("unixfs-v1-2025")).contains(ImportProfile.UNIXFS_V1_2025);
        assertThat(ImportProfile.parse("unixfs-v0-2015")).contains(ImportProfile.UNIXFS_V0_2015);
        assertThat(ImportProfile.parse("estuary-v1")).contains(ImportProfile.ESTUARY_V1);
        assertThat(ImportProfile.parse("UNIXFS_V1_2025")).isEmpty();
    }
}
