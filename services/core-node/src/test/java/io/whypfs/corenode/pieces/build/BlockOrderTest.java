package io.whypfs.corenode.pieces.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.core.blockstore.MemoryBlockstore;
import io.whypfs.corenode.pieces.Contents;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.dag.DagWalk;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.ipld.unixfs.UnixFsNode;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockOrderTest {

    private final MemoryBlockstore store = new MemoryBlockstore();
    private final Random random = new Random(5);

    private List<Cid> order(Cid root) throws IOException {
        List<Cid> order = new ArrayList<>();
        new BlockOrder(store).walk(root, block -> order.add(block.cid()));
        return order;
    }

    private Cid root(Cid... members) throws IOException {
        List<Member> list = new ArrayList<>();
        for (Cid member : members) {
            list.add(new Member(list.size() + 1, member));
        }
        return new RootDirectory(store, store).write(list);
    }

    @Test
    void isThatOfAWalkDepthFirst() throws IOException {
        // Given
        byte[] shared = Contents.bytes(random, 9000);
        Cid root = root(
                Contents.directory(store, Contents.bytes(random, 100_000), shared),
                Contents.directory(store, Contents.bytes(random, 10), shared));
        List<Cid> expected = new ArrayList<>();
        new DagWalk(store).visit(root, block -> expected.add(block.cid()));

        // When, Then
        assertThat(order(root)).isEqualTo(expected).doesNotHaveDuplicates();
    }

    @Test
    void takesTheBytesOfAHashOnceEvenUnderTwoCids() throws IOException {
        // Given
        Cid file = Contents.file(store, Contents.bytes(random, 9000));
        Cid older = Cid.v0(file.multihash());
        Cid raw = Cid.v1(Multicodec.RAW, file.multihash());

        // When
        List<Cid> order = order(root(older, file, raw));

        // Then
        assertThat(order).extracting(Cid::multihash).doesNotHaveDuplicates();
        // The root, the file's node, and its three chunks, which the raw spelling does not hide.
        assertThat(order).hasSize(5);
    }

    @Test
    void namesTheBlockThatIsMissing() throws IOException {
        // Given
        Cid file = Contents.file(store, Contents.bytes(random, 9000));
        Cid root = root(file);
        Cid last = order(root).getLast();
        store.deleteUnlessStampedSince(last.multihash(), Instant.parse("2100-01-01T00:00:00Z"));

        // When, Then
        assertThatThrownBy(() -> order(root))
                .isInstanceOfSatisfying(
                        MissingBlockException.class, e -> assertThat(e.cid()).isEqualTo(last));
    }

    @Test
    void theRootDependsOnTheMembersAlone() throws IOException {
        Cid a = Contents.file(store, Contents.bytes(random, 10));
        Cid b = Contents.file(store, Contents.bytes(random, 9000));
        assertThat(root(a, b)).isEqualTo(root(b, a)).isEqualTo(root(b, a, b)).isNotEqualTo(root(a));
    }

    @Test
    void aMemberThatLiesAboutItsSizeDoesNoHarm() throws IOException {
        // Given
        Cid leaf = Contents.file(store, Contents.bytes(random, 10));
        byte[] liar = DagPbNode.of(
                        List.of(DagPbLink.named("a", leaf, Long.MAX_VALUE), DagPbLink.named("b", leaf, Long.MAX_VALUE)),
                        UnixFsNode.directory().encode())
                .encode();
        Cid cid = Cid.v1(Multicodec.DAG_PB, Multihash.sha256(liar));
        try (var session = store.openSession()) {
            session.put(new Block(cid, liar));
        }

        // When, Then
        assertThat(order(root(cid, leaf))).contains(cid, leaf).hasSize(3);
    }
}
