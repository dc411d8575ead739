package io.whypfs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.core.blockstore.BlockstoreOptions;
import io.whypfs.core.blockstore.FlatfsBlockstore;
import io.whypfs.core.blockstore.ShardFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RepositoryFolderTest {

    @TempDir
    Path folder;

    /** Holds the folder in another process until its input ends. */
    static final class Holder {
        private Holder() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws IOException {
            try (RepositoryFolder _ = RepositoryFolder.open(Path.of(arguments[0]))) {
                System.out.println("held");
                System.in.read();
            }
        }
    }

    @Test
    void writesTheFilesThatKuboLooksFor() throws IOException {
        // Given
        JsonNode texts;
        try (InputStream in = RepositoryFolderTest.class.getResourceAsStream("/vectors/flatfs/keys.json")) {
            texts = new ObjectMapper().readTree(in).get("files");
        }

        // When
        try (RepositoryFolder repository = RepositoryFolder.open(folder);
                FlatfsBlockstore store = repository.openBlockstore(BlockstoreOptions.DEFAULT)) {
            assertThat(store.shard()).isEqualTo(ShardFunction.DEFAULT);
        }

        // Then
        for (String name : new String[] {"version", "datastore_spec"}) {
            assertThat(Files.readString(folder.resolve(name)))
                    .isEqualTo(texts.get(name).asText());
        }
        assertThat(Files.readString(folder.resolve("blocks/SHARDING")))
                .isEqualTo(texts.get("SHARDING").asText());
        JsonNode mounts = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("config")))
                .at("/Datastore/Spec/mounts");
        assertThat(mounts.at("/0/shardFunc").asText()).isEqualTo("/repo/flatfs/shard/v1/next-to-last/2");
        try (Stream<Path> names = Files.list(folder)) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "version", "config", "datastore_spec", "blocks", "keystore", "repo.lock", "whypfs");
        }
    }

    @Test
    void leavesTheFilesOfAnExistingRepositoryAlone() throws IOException {
        // Given
        Files.writeString(folder.resolve("version"), "16\n");
        Files.writeString(folder.resolve("config"), "{\"Identity\":{}}");

        // When
        RepositoryFolder.open(folder).close();

        // Then
        assertThat(folder.resolve("version")).hasContent("16\n");
        assertThat(folder.resolve("config")).hasContent("{\"Identity\":{}}");
        assertThat(folder.resolve("datastore_spec")).doesNotExist();
    }

    @Test
    void refusesAVersionItDoesNotKnow() throws IOException {
        Files.writeString(folder.resolve("version"), "99\n");

        assertThatThrownBy(() -> RepositoryFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("The folder " + folder + " has repository version '99'; WhyPFS reads 12 to 18. Migrate it"
                        + " with 'ipfs repo migrate' or name another folder.");
    }

    @Test
    void refusesTheFolderASecondTimeInThisProcess() throws IOException {
        // Given
        RepositoryFolder first = RepositoryFolder.open(folder);

        // When, Then
        assertThatThrownBy(() -> RepositoryFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(inUse());
        first.close();
        RepositoryFolder.open(folder).close();
    }

    @Test
    void refusesTheFolderWhileAnotherProcessHoldsIt() throws Exception {
        // Given
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("held");

            // When, Then
            assertThatThrownBy(() -> RepositoryFolder.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessage(inUse());
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
        RepositoryFolder.open(folder).close();
    }

    private String inUse() {
        return "The folder " + folder
                + " is in use by another WhyPFS or IPFS process; stop that one or name another folder.";
    }
}
