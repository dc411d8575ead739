package io.whypfs.ipld.unixfs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHamtTest {

    private static final Cid LEAF = Cid.v1(Multicodec.RAW, Multihash.sha256(new byte[] {1}));

    private final MemoryBlocks blocks = new MemoryBlocks();
    private final UnixFsReader reader = new UnixFsReader(blocks);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 255, 2048, 1L << 31, -1, 1L << 62})
    void refusesFanoutsThatAreNoPowerOfTwoFrom8To1024(long fanout) {
        UnixFsNode node = UnixFsNode.hamtShard(new byte[0], 256);
        UnixFsNode bad = new UnixFsNode(
                node.type(),
                node.data(),
                node.fileSize(),
                node.blockSizes(),
                node.hashType(),
                OptionalLong.of(fanout),
                node.mode(),
                node.mtime());

        assertRefused(put(List.of(), bad), "fanout");
    }

    @Test
    void refusesAnotherHash() {
        UnixFsNode node = UnixFsNode.hamtShard(new byte[0], 256);
        UnixFsNode bad = new UnixFsNode(
                node.type(),
                node.data(),
                node.fileSize(),
                node.blockSizes(),
                OptionalLong.of(0x12),
                node.fanout(),
                node.mode(),
                node.mtime());

        assertRefused(put(List.of(), bad), "another hash");
    }

    @Test
    void refusesABitFieldThatDoesNotFit() {
        assertRefused(put(List.of(), UnixFsNode.hamtShard(new byte[33], 256)), "longer than its fanout");
        assertRefused(put(List.of(), UnixFsNode.hamtShard(new byte[] {1}, 256)), "0 links but 1 bits");
        assertRefused(
                put(List.of(link("00a"), link("01b")), UnixFsNode.hamtShard(new byte[] {1}, 256)), "2 links but 1");
        assertRefused(put(List.of(link("01a")), UnixFsNode.hamtShard(new byte[] {1}, 256)), "bucket's label");
        assertRefused(put(List.of(link("0")), UnixFsNode.hamtShard(new byte[] {1}, 256)), "bucket's label");
        assertRefused(put(List.of(link("0aa")), UnixFsNode.hamtShard(new byte[] {4, 0}, 256)), "bucket's label");
    }

    @Test
    void refusesAnEntryWhoseNameBelongsElsewhere() {
        assertRefused(put(List.of(link("00a")), UnixFsNode.hamtShard(new byte[] {1}, 256)), "does not lead to");
    }

    @Test
    void refusesAShardBelowAnotherThatIsEmptyOrHasAnotherFanout() {
        Cid empty = put(List.of(), UnixFsNode.hamtShard(new byte[0], 256));
        Cid other = put(List.of(link("0a")), UnixFsNode.hamtShard(new byte[] {1}, 8));
        Cid directory = put(List.of(), UnixFsNode.directory());

        assertRefused(below(empty), "is empty");
        assertRefused(below(other), "another fanout");
        assertRefused(below(directory), "no HAMT");
        assertRefused(below(LEAF), "is missing");
    }

    @Test
    void refusesAChainOfShardsThatIsDeeperThanTheHash() {
        Cid shard = put(List.of(link("00a")), UnixFsNode.hamtShard(new byte[] {1}, 256));
        for (int i = 0; i < 12; i++) {
            shard = below(shard);
        }

        assertRefused(shard, "deeper than its hash");
    }

    @Test
    void stopsAtOnceWhenOneShardIsLinkedFromEveryBucket() {
        // Given: 256^7 logical entries out of eight blocks
        Cid shard = put(List.of(link("00a")), UnixFsNode.hamtShard(new byte[] {1}, 256));
        for (int level = 0; level < 7; level++) {
            List<DagPbLink> links = new ArrayList<>();
            byte[] bits = new byte[32];
            java.util.Arrays.fill(bits, (byte) 0xff);
            for (int bucket = 0; bucket < 256; bucket++) {
                links.add(DagPbLink.named(Fanout.label(bucket, 256), shard, 1));
            }
            shard = put(links, UnixFsNode.hamtShard(bits, 256));
        }

        assertRefused(shard, "does not lead to");
    }

    @Test
    void cannotStoreTwoNamesWithTheSameHash() {
        // No pair of names with equal 64-bit hashes is at hand: the same name twice has the same hash.
        HamtWriter writer = new HamtWriter(256, new NodeWriter(1, blocks));
        NamedEntry entry = new NamedEntry("same", new UnixFsEntry(LEAF, 1, 1));

        assertThatThrownBy(() -> writer.write(List.of(entry, entry)))
                .isInstanceOf(UnixFsException.class)
                .hasMessageContaining("have the same hash");
    }

    private static DagPbLink link(String name) {
        return DagPbLink.named(name, LEAF, 1);
    }

    private Cid below(Cid child) {
        return put(List.of(DagPbLink.named("00", child, 1)), UnixFsNode.hamtShard(new byte[] {1}, 256));
    }

    private Cid put(List<DagPbLink> links, UnixFsNode node) {
        byte[] block = DagPbNode.of(links, node.encode()).encode();
        Cid cid = Cid.v1(Multicodec.DAG_PB, Multihash.sha256(block));
        blocks.put(new Block(cid, block));
        return cid;
    }

    private void assertRefused(Cid directory, String why) {
        assertThatThrownBy(() -> {
                    DirectoryListing listing = reader.list(directory);
                    while (listing.next().isPresent()) {
                        Thread.onSpinWait();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }
}
