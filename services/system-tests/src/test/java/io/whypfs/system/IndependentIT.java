package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CIDs and blocks held against independent implementations: ipfs-unixfs-importer and Helia, from npm. */
@Timeout(300)
class IndependentIT {

    private final FrontDoor door = SharedSystem.frontDoor();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"unixfs-v1-2025", "unixfs-v0-2015", "estuary-v1"})
    void givesTheCidOfAnIndependentImporterForAFile(String profile) throws Exception {
        // Given
        Path file = folder.resolve("file.bin");
        Files.write(file, new SeededBytes(5, 47 * 1024 * 1024 + 17).toArray());

        // When
        JsonNode answer = FrontDoor.expect(200, door.add("?profile=" + profile, FrontDoor.Part.of("file.bin", file)));

        // Then
        assertThat(answer.get("cid").asText()).isEqualTo(NodeTool.run("cid.mjs", profile, file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unixfs-v1-2025", "unixfs-v0-2015"})
    void givesTheCidOfAnIndependentImporterForAFolderWithALargeDirectory(String profile) throws Exception {
        // Given
        List<String> names =
                new ArrayList<>(List.of("a.txt", "sub/b.txt", "sub/deeper/ünïcode näme.txt", "sub/🦑.txt"));
        IntStream.range(0, 5000).forEach(i -> names.add("many/entry-number-" + i + "-of-a-directory-that-is-large"));
        List<FrontDoor.Part> parts = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve("tree").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
            parts.add(FrontDoor.Part.of(name, file));
        }

        // When
        JsonNode answer = FrontDoor.expect(200, door.add("?profile=" + profile, parts.toArray(FrontDoor.Part[]::new)));

        // Then
        String cid = answer.get("cid").asText();
        assertThat(cid)
                .isEqualTo(
                        NodeTool.run("cid.mjs", profile, folder.resolve("tree").toString()));
        assertThat(new String(
                        door.getAnonymous("/ipfs/" + cid + "/many/entry-number-4711-of-a-directory-that-is-large")
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("content of many/entry-number-4711-of-a-directory-that-is-large");
    }

    @Test
    void isReadByAHeliaNodeThatVerifiesEveryBlock() throws Exception {
        // Given
        byte[] bytes = new SeededBytes(7, 9 * 1024 * 1024 + 1).toArray();
        String cid = door.upload("verified.bin", bytes).get("cid").asText();

        // When
        String read = NodeTool.run("read.mjs", door.base().toString(), cid);

        // Then
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(read).isEqualTo(bytes.length + " " + sha256);
    }
}
