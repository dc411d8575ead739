package io.whypfs.ipld.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.ipld.KeyStream;
import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnixFsReaderTest {

    private final MemoryBlocks blocks = new MemoryBlocks();
    private final UnixFsReader reader = new UnixFsReader(blocks);

    @ParameterizedTest
    @EnumSource(ImportParameters.Layout.class)
    void readsEveryRange(ImportParameters.Layout layout) throws IOException {
        // Given
        byte[] content = KeyStream.bytes("ranges", 1025);
        UnixFsEntry file =
                Imports.file(Imports.small(1, layout == ImportParameters.Layout.BALANCED, layout), blocks, content);

        for (int from = 0; from <= content.length + 1; from += 31) {
            for (int length = 0; from + length <= content.length + 70; length += 29) {
                // When
                byte[] read = reader.read(file.cid(), from, length).readAllBytes();
                ByteArrayOutputStream copied = new ByteArrayOutputStream();
                reader.read(file.cid(), from, length).transferTo(copied);

                // Then
                int start = Math.min(from, content.length);
                byte[] expected = Arrays.copyOfRange(content, start, Math.min(start + length, content.length));
                assertThat(read).isEqualTo(expected);
                assertThat(copied.toByteArray()).isEqualTo(expected);
            }
        }
        assertThat(reader.size(file.cid())).isEqualTo(1025);
    }

    @Test
    void loadsOnlyTheBlocksOfTheRange() throws IOException {
        // Given: 5000 bytes in 79 leaves under inner nodes of 4 links, four levels of them
        byte[] content = KeyStream.bytes("few blocks", 5000);
        UnixFsEntry file = Imports.file(Imports.small(1, true, ImportParameters.Layout.BALANCED), blocks, content);
        blocks.asked().clear();

        // When
        int read = reader.read(file.cid(), 4990, 1).read();

        // Then
        assertThat(read).isEqualTo(content[4990] & 0xff);
        assertThat(blocks.asked()).hasSizeLessThanOrEqualTo(5).doesNotHaveDuplicates();
    }

    @Test
    void readsARangeThoughBlocksOutsideItAreMissing() throws IOException {
        // Given
        MemoryBlocks partial = MemoryBlocks.ofCar(Vectors.bytes("car/file-3k-and-3-blocks-missing-block.car"));
        Cid root = Cid.parse("QmYhmPjhFjYFyaoiuNzYv8WGavpSRDwdHWe5B4M5du5Rtk");
        UnixFsReader partialReader = new UnixFsReader(partial);

        // When
        byte[] first = partialReader.read(root, 0, 1024).readAllBytes();
        byte[] third = partialReader.read(root, 2048, 1024).readAllBytes();

        // Then
        assertThat(first).hasSize(1024);
        assertThat(third).hasSize(1024);
        InputStream whole = partialReader.read(root, 0, Long.MAX_VALUE);
        assertThat(whole.readNBytes(1024)).isEqualTo(first);
        assertThatThrownBy(whole::read).isInstanceOf(MissingBlockException.class);
    }

    @Test
    void walksAPathAndTellsEveryRootOnIt() throws IOException {
        // Given
        ImportParameters parameters = ImportProfile.UNIXFS_V1_2025.parameters();
        UnixFsEntry file = Imports.file(parameters, blocks, new byte[3]);
        DirectoryImport directory = new DirectoryImport(parameters, blocks);
        directory.add("a/b/c", file);
        UnixFsEntry root = directory.finish();

        // When
        Resolved end = reader.resolve(root.cid(), List.of("a", "b", "c"));
        Resolved middle = reader.resolve(root.cid(), List.of("a"));

        // Then
        assertThat(end.cid()).isEqualTo(file.cid());
        assertThat(end.kind()).isEqualTo(Resolved.Kind.FILE);
        assertThat(end.fileBytes()).isEqualTo(3);
        assertThat(end.roots()).hasSize(4).startsWith(root.cid(), middle.cid()).endsWith(file.cid());
        assertThat(middle.kind()).isEqualTo(Resolved.Kind.DIRECTORY);
        assertThatThrownBy(() -> reader.resolve(root.cid(), List.of("a", "x", "c")))
                .isInstanceOfSatisfying(
                        NoSuchPathException.class, e -> assertThat(e.segment()).isEqualTo("x"));
        assertThatThrownBy(() -> reader.resolve(root.cid(), List.of("a", "b", "c", "d")))
                .isInstanceOf(NoSuchPathException.class);
    }

    @Test
    void tellsSymlinksAndDoesNotFollowThem() throws IOException {
        MemoryBlocks fixture = MemoryBlocks.ofCar(Vectors.bytes("car/symlink.car"));
        UnixFsReader fixtureReader = new UnixFsReader(fixture);
        Cid root = Cid.parse("QmWvY6FaqFMS89YAQ9NAPjVP4WZKA1qbHbicc9HeSKQTgt");

        Resolved link = fixtureReader.resolve(root, List.of("bar"));

        assertThat(link.kind()).isEqualTo(Resolved.Kind.SYMLINK);
        assertThat(fixtureReader.symlinkTarget(link.cid())).asString().isEqualTo("foo");
        assertThatThrownBy(() -> fixtureReader.read(link.cid(), 0, 1)).isInstanceOf(UnixFsException.class);
        assertThatThrownBy(() -> fixtureReader.symlinkTarget(root)).isInstanceOf(UnixFsException.class);
    }

    @Test
    void listsTheThousandFilesOfAPublicHamt() throws IOException {
        // Given
        MemoryBlocks fixture = MemoryBlocks.ofCar(Vectors.bytes("car/single-layer-hamt-with-multi-block-files.car"));
        Cid root = Cid.parse("bafybeidbclfqleg2uojchspzd4bob56dqetqjsj27gy2cq3klkkgxtpn4i");
        UnixFsReader fixtureReader = new UnixFsReader(fixture);

        // When
        List<String> names = new ArrayList<>();
        DirectoryListing listing = fixtureReader.list(root);
        for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
            names.add(entry.get().name());
        }

        // Then
        assertThat(names).hasSize(1000).doesNotHaveDuplicates().contains("1.txt", "685.txt", "1000.txt");
        assertThat(fixtureReader.resolve(root, List.of("685.txt")).fileBytes()).isEqualTo(1026);
        assertThatThrownBy(() -> fixtureReader.resolve(root, List.of("1001.txt")))
                .isInstanceOf(NoSuchPathException.class);
    }

    @Test
    void followsAPathThroughTheInsideOfADagCborBlock() throws IOException {
        // Given
        MemoryBlocks fixture = MemoryBlocks.ofCar(Vectors.bytes("car/dir-with-dag-cbor-with-links.car"));
        UnixFsReader fixtureReader = new UnixFsReader(fixture);
        Cid root = Cid.parse("bafybeia264q44a3kmfc2otctzu4egp2k235o3t7mslz2yjraymp4nv6asi");

        // When
        Resolved end = fixtureReader.resolve(root, List.of("document", "files", "single"));

        // Then
        assertThat(end.kind()).isEqualTo(Resolved.Kind.FILE);
        assertThat(end.roots()).hasSize(4);
        assertThat(end.roots().get(1)).isEqualTo(end.roots().get(2));
        assertThat(fixtureReader.read(end.cid(), 0, 100).readAllBytes())
                .asString()
                .isEqualTo("hello world\n");
        assertThat(fixtureReader.resolve(root, List.of("document")).kind()).isEqualTo(Resolved.Kind.OTHER);
        assertThatThrownBy(() -> fixtureReader.resolve(root, List.of("document", "files")))
                .isInstanceOf(NoSuchPathException.class);
        assertThatThrownBy(() -> fixtureReader.resolve(root, List.of("document", "none")))
                .isInstanceOf(NoSuchPathException.class);
    }

    @Test
    void refusesNamedChunkLinks() {
        Cid chunk = put(Multicodec.RAW, new byte[4]);

        assertRefused(
                fileNode(List.of(DagPbLink.named("x", chunk, 4)), UnixFsNode.fileInner(4, new long[] {4})),
                "a link with the name 'x'");
    }

    @Test
    void refusesSizesThatDisagree() {
        Cid chunk = put(Multicodec.RAW, new byte[4]);
        List<DagPbLink> two = List.of(DagPbLink.toChunk(chunk, 4), DagPbLink.toChunk(chunk, 4));

        assertRefused(fileNode(two, UnixFsNode.fileInner(4, new long[] {4})), "2 links but 1 block sizes");
        assertRefused(fileNode(two, UnixFsNode.fileInner(9, new long[] {4, 4})), "claims 9 bytes but its parts have 8");
        assertRefused(
                fileNode(two, UnixFsNode.fileInner(-2, new long[] {Long.MAX_VALUE, Long.MAX_VALUE})), "above 2^63");
        assertRefused(
                fileNode(two, UnixFsNode.fileInner(10, new long[] {5, 5})), "has 4 bytes but its parent claims 5");
    }

    @Test
    void refusesADirectoryAsAPartOfAFile() {
        Cid directory = put(
                Multicodec.DAG_PB,
                DagPbNode.of(List.of(), UnixFsNode.directory().encode()).encode());

        assertRefused(
                fileNode(List.of(DagPbLink.toChunk(directory, 4)), UnixFsNode.fileInner(4, new long[] {4})),
                "is not a file");
    }

    @Test
    void refusesATreeThatIsDeeperThanAnyFileNeeds() {
        Cid part = put(Multicodec.RAW, new byte[4]);
        for (int i = 0; i < 200; i++) {
            part = fileNode(List.of(DagPbLink.toChunk(part, 4)), UnixFsNode.fileInner(4, new long[] {4}));
        }

        assertRefused(part, "deeper than 128 levels");
    }

    @Test
    void endsAReadThatNeedsMoreBlocksThanItsBudget() throws IOException {
        UnixFsEntry file = Imports.file(
                Imports.small(1, true, ImportParameters.Layout.BALANCED), blocks, KeyStream.bytes("budget", 640));
        UnixFsReader limited = new UnixFsReader(blocks, new ReadLimits(128, 5));

        assertThatThrownBy(() -> limited.read(file.cid(), 0, Long.MAX_VALUE).readAllBytes())
                .isInstanceOf(UnixFsException.class)
                .hasMessageContaining("more than 5 blocks");
    }

    @Test
    void skipsEmptyPartsOfABombWithoutLoadingThem() throws IOException {
        // Given: 2^40 empty leaves, each level linking the one below 1024 times
        Cid part = put(Multicodec.RAW, new byte[0]);
        for (int level = 0; level < 4; level++) {
            part = fileNode(
                    Collections.nCopies(1024, DagPbLink.toChunk(part, 0)), UnixFsNode.fileInner(0, new long[1024]));
        }
        blocks.asked().clear();

        // When
        byte[] read = reader.read(part, 0, Long.MAX_VALUE).readAllBytes();

        // Then
        assertThat(read).isEmpty();
        assertThat(blocks.asked()).hasSize(1);
    }

    @Test
    void readsIdentityCidsFromThemselves() throws IOException {
        Cid inline = Cid.v1(Multicodec.RAW, Multihash.identity(new byte[] {7, 8}));

        assertThat(reader.read(inline, 1, 5).readAllBytes()).containsExactly(8);
        assertThat(blocks.asked()).isEmpty();
    }

    @Test
    void keepsPlainDagPbNodesWalkableByLinkName() throws IOException {
        Cid raw = put(Multicodec.RAW, new byte[4]);
        Cid plain = put(
                Multicodec.DAG_PB,
                DagPbNode.of(List.of(DagPbLink.named("x", raw, 4)), null).encode());

        assertThat(reader.resolve(plain, List.of()).kind()).isEqualTo(Resolved.Kind.OTHER);
        assertThat(reader.resolve(plain, List.of("x")).cid()).isEqualTo(raw);
        assertThatThrownBy(() -> reader.list(plain)).isInstanceOf(UnixFsException.class);
    }

    @Test
    void tellsTheMissingRoot() {
        Cid absent = Cid.v1(Multicodec.RAW, Multihash.sha256("absent".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> reader.resolve(absent, List.of()))
                .isInstanceOfSatisfying(
                        MissingBlockException.class, e -> assertThat(e.cid()).isEqualTo(absent));
    }

    @Test
    void answersMutatedNodesWithDataOrATypedFailure() throws IOException {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        UnixFsEntry file = Imports.file(
                Imports.small(1, false, ImportParameters.Layout.BALANCED), blocks, KeyStream.bytes("mutate", 300));
        byte[] good = blocks.get(file.cid()).orElseThrow();

        for (int i = 0; i < 5000; i++) {
            // When
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Cid cid = put(Multicodec.DAG_PB, bad);

            // Then
            try {
                reader.resolve(cid, List.of("x"));
            } catch (IOException expected) {
                assertThat(expected).as("seed %d", seed).hasMessageEndingWith(".");
            }
            try {
                assertThat(reader.read(cid, 0, 10_000).readAllBytes()).hasSizeLessThanOrEqualTo(10_000);
            } catch (IOException expected) {
                assertThat(expected).as("seed %d", seed).hasMessageEndingWith(".");
            }
        }
    }

    private Cid put(long codec, byte[] data) {
        Cid cid = Cid.v1(codec, Multihash.sha256(data));
        blocks.put(new Block(cid, data));
        return cid;
    }

    private Cid fileNode(List<DagPbLink> links, UnixFsNode node) {
        return put(Multicodec.DAG_PB, DagPbNode.of(links, node.encode()).encode());
    }

    private void assertRefused(Cid file, String why) {
        assertThatThrownBy(() -> reader.read(file, 0, Long.MAX_VALUE).readAllBytes())
                .isInstanceOf(UnixFsException.class)
                .hasMessageContaining(why);
    }
}
