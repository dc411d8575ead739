package io.whypfs.core.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.core.blockstore.Blocks;
import io.whypfs.core.blockstore.MemoryBlockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DagServiceTest {

    private final MemoryBlockstore store = new MemoryBlockstore();
    private final DagService dags = new DagService(store);
    private final Block first = put(Blocks.raw("first leaf"));
    private final Block second = put(Blocks.raw("second leaf"));
    private final Block inner = put(list(first.cid(), second.cid(), first.cid()));
    private final Block root = put(list(inner.cid(), second.cid(), inner.cid()));

    private Block put(Block block) {
        try (WriteSession session = store.openSession()) {
            session.put(block);
            return block;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A dag-cbor list of links. */
    private static Block list(Cid... links) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | links.length);
        for (Cid link : links) {
            byte[] bytes = link.toBytes();
            out.writeBytes(new byte[] {(byte) 0xd8, 0x2a, 0x58, (byte) (bytes.length + 1), 0});
            out.writeBytes(bytes);
        }
        byte[] data = out.toByteArray();
        return new Block(Cid.v1(Multicodec.DAG_CBOR, Multihash.sha256(data)), data);
    }

    private void drop(Block block) {
        assertThat(store.deleteUnlessStampedSince(block.cid().multihash(), Instant.parse("2999-01-01T00:00:00Z")))
                .isTrue();
    }

    private List<Cid> walk(Cid from) throws IOException {
        List<Cid> walked = new ArrayList<>();
        dags.walk(from, block -> walked.add(block.cid()));
        return walked;
    }

    @Test
    void walksEachBlockOnceAndParentsFirst() throws IOException {
        assertThat(walk(root.cid())).containsExactly(root.cid(), inner.cid(), first.cid(), second.cid());
    }

    @Test
    void measuresExactlyTheCarItWouldWrite() throws IOException {
        // Given
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        dags.walk(root.cid(), new CarWriter(car, List.of(root.cid())));

        // When
        DagStat stat = dags.stat(root.cid());

        // Then
        long bytes = root.data().length + inner.data().length + first.data().length + second.data().length;
        assertThat(stat).isEqualTo(new DagStat(4, bytes, car.size()));
    }

    @Test
    void followsLinksOfAHashThatWasSeenAsRawBefore() throws IOException {
        // Given
        Cid innerAsRaw = Cid.v1(Multicodec.RAW, inner.cid().multihash());
        Block both = put(list(innerAsRaw, inner.cid()));

        // When, Then
        assertThat(walk(both.cid())).containsExactly(both.cid(), innerAsRaw, first.cid(), second.cid());
        assertThat(dags.stat(both.cid()).blockCount()).isEqualTo(4);
    }

    @Test
    void expandsIdentityCidsWithoutCountingThem() throws IOException {
        // Given
        Block inline = list(first.cid());
        Cid identity = Cid.v1(Multicodec.DAG_CBOR, Multihash.identity(inline.data()));
        Block parent = put(list(identity));

        // When, Then
        assertThat(walk(parent.cid())).containsExactly(parent.cid(), first.cid());
        assertThat(dags.missing(parent.cid(), 10)).isEmpty();
    }

    @Test
    void namesTheFirstMissingBlocks() throws IOException {
        // Given
        drop(inner);
        drop(second);

        // When, Then
        assertThat(dags.missing(root.cid(), 10)).containsExactly(inner.cid(), second.cid());
        assertThat(dags.missing(root.cid(), 1)).containsExactly(inner.cid());
        assertThatThrownBy(() -> dags.stat(root.cid()))
                .isInstanceOf(MissingBlockException.class)
                .hasMessageContaining(inner.cid().toString());
        assertThatThrownBy(() -> walk(root.cid())).isInstanceOf(MissingBlockException.class);
    }

    @Test
    void refusesToKeepADagThatIsNotWhole() throws IOException {
        // Given
        drop(second);

        // When, Then
        try (WriteSession session = store.openSession()) {
            assertThatThrownBy(() -> dags.keep(root.cid(), session)).isInstanceOf(MissingBlockException.class);
            dags.keep(first.cid(), session);
        }
    }

    @Test
    void stopsAtABlockWhoseLinksCannotBeRead() {
        // Given
        byte[] noCbor = {(byte) 0xff};
        Block broken = put(new Block(Cid.v1(Multicodec.DAG_CBOR, Multihash.sha256(noCbor)), noCbor));

        // When, Then
        assertThatThrownBy(() -> dags.missing(broken.cid(), 1)).isInstanceOf(CodecException.class);
    }
}
