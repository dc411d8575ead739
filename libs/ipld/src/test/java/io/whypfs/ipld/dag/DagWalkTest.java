package io.whypfs.ipld.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.ipld.KeyStream;
import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.unixfs.DirectoryImport;
import io.whypfs.ipld.unixfs.FileImport;
import io.whypfs.ipld.unixfs.ImportParameters;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.ipld.unixfs.NoSuchPathException;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import io.whypfs.ipld.unixfs.UnixFsImporter;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DagWalkTest {

    private static final ImportParameters SMALL = new ImportParameters(
            1, true, 64, 4, ImportParameters.Layout.BALANCED, 0, ImportParameters.SizeEstimate.LINKS_BYTES, 8);

    private final MemoryBlocks blocks = new MemoryBlocks();
    private final List<Cid> seen = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"carv2-basic.car", "sample-v1.car", "sample-unixfs-v2.car", "TestDagStat.car"})
    void visitsEveryBlockOfAPublicArchiveOnce(String file) throws IOException {
        // Given
        List<Cid> written = new ArrayList<>();
        byte[] car = Vectors.bytes("car/" + file);
        var reader = new CarReader(new ByteArrayInputStream(car));
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            if (!block.get().cid().isIdentity()) {
                written.add(block.get().cid());
            }
            blocks.put(block.get());
        }

        // When
        new DagWalk(blocks).visit(reader.roots().getFirst(), block -> seen.add(block.cid()));

        // Then
        assertThat(seen).containsExactlyInAnyOrderElementsOf(written);
        assertThat(seen).startsWith(reader.roots().getFirst()).doesNotHaveDuplicates();
    }

    @Test
    void exportsThePathThenTheScope() throws IOException {
        // Given: a directory of HAMTs with a file of 3 leaves in it
        UnixFsEntry file = file(130);
        DirectoryImport directory = new DirectoryImport(SMALL, blocks);
        for (int i = 0; i < 40; i++) {
            directory.add("sub/other-" + i, file(i + 1));
        }
        directory.add("sub/file", file);
        Cid root = directory.finish().cid();

        // When
        List<Cid> block = export(root, List.of("sub", "file"), DagScope.BLOCK);
        List<Cid> entity = export(root, List.of("sub", "file"), DagScope.ENTITY);
        List<Cid> folder = export(root, List.of("sub"), DagScope.ENTITY);
        List<Cid> all = export(root, List.of("sub"), DagScope.ALL);
        List<Cid> everything = export(root, List.of(), DagScope.ALL);

        // Then
        assertThat(block).startsWith(root).endsWith(file.cid()).doesNotHaveDuplicates();
        assertThat(entity).startsWith(block.toArray(Cid[]::new)).hasSize(block.size() + 3);
        assertThat(folder)
                .startsWith(root)
                .doesNotContain(file.cid())
                .allMatch(cid -> cid.codec() == Multicodec.DAG_PB);
        assertThat(all).containsAll(folder).containsAll(entity).doesNotHaveDuplicates();
        assertThat(everything).hasSize(blocks.size()).doesNotHaveDuplicates();
    }

    @Test
    void givesTheWayToAPathThatLeadsNowhere() throws IOException {
        DirectoryImport directory = new DirectoryImport(SMALL, blocks);
        directory.add("a", file(1));
        Cid root = directory.finish().cid();

        assertThatThrownBy(() ->
                        new DagWalk(blocks).export(root, List.of("b"), DagScope.ALL, block -> seen.add(block.cid())))
                .isInstanceOf(NoSuchPathException.class);
        assertThat(seen).startsWith(root);
    }

    @Test
    void tellsTheFirstMissingBlock() throws IOException {
        UnixFsEntry file = file(1000);
        List<Cid> all = export(file.cid(), List.of(), DagScope.ALL);
        Cid gone = all.get(all.size() / 2);
        blocks.remove(gone);

        assertThatThrownBy(() -> new DagWalk(blocks).visit(file.cid(), block -> {}))
                .isInstanceOfSatisfying(
                        MissingBlockException.class, e -> assertThat(e.cid()).isEqualTo(gone));
    }

    @Test
    void visitsABombOnceAndExpandsIdentityInPlace() throws IOException {
        // Given: 1000^6 logical blocks, and an identity node between two real ones
        Cid part = put(new byte[] {1});
        Cid leaf = part;
        for (int level = 0; level < 6; level++) {
            byte[] node = DagPbNode.of(Collections.nCopies(1000, DagPbLink.toChunk(part, 1)), null)
                    .encode();
            part = Cid.v1(Multicodec.DAG_PB, Multihash.sha256(node));
            blocks.put(new Block(part, node));
        }
        Cid inline = Cid.v1(
                Multicodec.DAG_PB,
                Multihash.identity(
                        DagPbNode.of(List.of(DagPbLink.toChunk(leaf, 1)), null).encode()));

        // When
        new DagWalk(blocks).visit(part, block -> seen.add(block.cid()));
        List<Cid> belowInline = export(inline, List.of(), DagScope.ALL);

        // Then
        assertThat(seen).hasSize(7);
        assertThat(belowInline).containsExactly(leaf);
    }

    @Test
    void readsScopesByTheirRequestValue() {
        assertThat(DagScope.parse("all")).contains(DagScope.ALL);
        assertThat(DagScope.parse("entity")).contains(DagScope.ENTITY);
        assertThat(DagScope.parse("block")).contains(DagScope.BLOCK);
        assertThat(DagScope.parse("ALL")).isEmpty();
    }

    private List<Cid> export(Cid root, List<String> path, DagScope scope) throws IOException {
        List<Cid> exported = new ArrayList<>();
        new DagWalk(blocks).export(root, path, scope, block -> exported.add(block.cid()));
        return exported;
    }

    private Cid put(byte[] raw) {
        Cid cid = Cid.v1(Multicodec.RAW, Multihash.sha256(raw));
        blocks.put(new Block(cid, raw));
        return cid;
    }

    private UnixFsEntry file(int length) throws IOException {
        FileImport file = new UnixFsImporter(SMALL, blocks).newFile();
        file.write(KeyStream.bytes("file " + length, length), 0, length);
        return file.finish();
    }
}
