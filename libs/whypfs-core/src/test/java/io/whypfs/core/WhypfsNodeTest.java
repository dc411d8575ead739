package io.whypfs.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.core.blockstore.Blocks;
import io.whypfs.core.dag.DagStat;
import io.whypfs.ipld.car.CarException;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WhypfsNodeTest {

    @TempDir
    Path folder;

    @Test
    void runsTheSnippetOfThePackageDocumentation() throws IOException {
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        // snippet
        try (WhypfsNode node = WhypfsNode.builder(folder).open()) {
            Cid cid = node.add(new ByteArrayInputStream("hello".getBytes(UTF_8)));
            byte[] bytes = node.cat(cid).readAllBytes();
            node.exportCar(cid, car);
            node.unpin(cid);
            // snippet ends
            assertThat(cid).isEqualTo(Blocks.raw("hello").cid());
            assertThat(bytes).asString(UTF_8).isEqualTo("hello");
            assertThat(node.pinned()).isEmpty();
            assertThat(car.size()).isEqualTo((int) node.stat(cid).carBytes());
        }
        String test = Files.readString(Path.of("src/test/java/io/whypfs/core/WhypfsNodeTest.java"));
        String documentation = Files.readString(Path.of("src/main/java/io/whypfs/core/package-info.java"));
        test.substring(test.indexOf("// snippet\n"), test.indexOf("// snippet ends"))
                .lines()
                .skip(1)
                .map(String::strip)
                .forEach(line -> assertThat(documentation).contains(line));
    }

    @Test
    void keepsAFileAndItsPinOverARestart() throws IOException {
        // Given
        byte[] content = new byte[3_000_000];
        new Random(11).nextBytes(content);
        Cid cid;
        try (WhypfsNode node = WhypfsNode.builder(folder).open()) {
            cid = node.add(new ByteArrayInputStream(content));
        }

        // When
        try (WhypfsNode node = WhypfsNode.builder(folder).open()) {

            // Then
            assertThat(node.cat(cid).readAllBytes()).isEqualTo(content);
            assertThat(node.pinned()).containsExactly(cid);
            assertThat(node.has(cid)).isTrue();
            assertThat(node.block(cid)).isPresent();
            DagStat stat = node.stat(cid);
            assertThat(stat.blockCount()).isEqualTo(4);
            assertThat(stat.dagBytes()).isGreaterThan(3_000_000);
        }
    }

    @Test
    void givesTheCidsOfTheChosenProfile() throws IOException {
        try (WhypfsNode node =
                WhypfsNode.builder(folder).profile(ImportProfile.UNIXFS_V0_2015).open()) {
            assertThat(node.add(new ByteArrayInputStream(new byte[0])))
                    .hasToString("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH");
        }
    }

    @Test
    void addsAFolderWithItsNames() throws IOException {
        // Given
        Path disk = Files.createDirectories(folder.resolve("disk/a/b"));
        Files.writeString(disk.resolve("deep.txt"), "deep");
        Files.writeString(folder.resolve("disk/.hidden"), "hidden");

        // When
        try (WhypfsNode node = WhypfsNode.builder(folder.resolve("node")).open()) {
            Cid root = node.addDirectory(folder.resolve("disk"));

            // Then
            UnixFsReader reader = new UnixFsReader(node::block);
            Cid deep = reader.resolve(root, List.of("a", "b", "deep.txt")).cid();
            assertThat(node.cat(deep).readAllBytes()).asString(UTF_8).isEqualTo("deep");
            assertThat(reader.resolve(root, List.of(".hidden")).cid())
                    .isEqualTo(Blocks.raw("hidden").cid());
            assertThat(node.pinned()).containsExactly(root);
        }
    }

    @Test
    void refusesAFolderWithASymbolicLink() throws IOException {
        // Given
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Path link = Files.createSymbolicLink(disk.resolve("link"), Path.of("/nowhere"));

        // When, Then
        try (WhypfsNode node = WhypfsNode.builder(folder.resolve("node")).open()) {
            assertThatThrownBy(() -> node.addDirectory(disk))
                    .isInstanceOf(IOException.class)
                    .hasMessage(link + " is neither a file nor a folder and cannot be added; leave it out.");
            assertThat(node.pinned()).isEmpty();
        }
    }

    @Test
    void carriesADagFromNodeToNodeAsACar() throws IOException {
        // Given
        byte[] content = new byte[2_500_000];
        new Random(12).nextBytes(content);
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        Cid root;
        try (WhypfsNode from = WhypfsNode.builder(folder.resolve("from")).open()) {
            root = from.add(new ByteArrayInputStream(content));
            from.exportCar(root, car);
        }

        // When
        try (WhypfsNode to = WhypfsNode.builder(folder.resolve("to")).open()) {
            List<Cid> roots = to.importCar(new ByteArrayInputStream(car.toByteArray()));

            // Then
            assertThat(roots).containsExactly(root);
            assertThat(to.pinned()).containsExactly(root);
            assertThat(to.cat(root).readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void pinsNothingOfACarThatIsNotWhole() throws IOException {
        // Given
        Cid absent = Blocks.raw("absent").cid();
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        new CarWriter(car, List.of(absent)).put(Blocks.raw("something else"));

        // When, Then
        try (WhypfsNode node = WhypfsNode.builder(folder).open()) {
            assertThatThrownBy(() -> node.importCar(new ByteArrayInputStream(car.toByteArray())))
                    .isInstanceOf(MissingBlockException.class)
                    .hasMessageContaining(absent.toString());
            byte[] cut = Arrays.copyOf(car.toByteArray(), car.size() - 1);
            assertThatThrownBy(() -> node.importCar(new ByteArrayInputStream(cut)))
                    .isInstanceOf(CarException.class);
            assertThatThrownBy(() -> node.pin(absent)).isInstanceOf(MissingBlockException.class);
            assertThat(node.pinned()).isEmpty();
        }
    }

    @Test
    void pinsAgainWhatIsHere() throws IOException {
        try (WhypfsNode node = WhypfsNode.builder(folder).open()) {
            // Given
            Cid cid = node.add(new ByteArrayInputStream(new byte[2_000_000]));
            boolean unpinned = node.unpin(cid);

            // When
            node.pin(cid);

            // Then
            assertThat(unpinned).isTrue();
            assertThat(node.pinned()).containsExactly(cid);
        }
    }

    @Test
    void holdsItsFolder() throws IOException {
        try (WhypfsNode _ = WhypfsNode.builder(folder).open()) {
            assertThatThrownBy(() -> WhypfsNode.builder(folder).open())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another WhyPFS or IPFS process");
        }
        WhypfsNode.builder(folder).open().close();
    }
}
