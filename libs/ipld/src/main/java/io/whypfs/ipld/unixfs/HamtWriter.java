package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.dagpb.DagPbLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a directory as a hash array mapped trie: each level spreads names over buckets by the next bits of their hash.
 *
 * <p>A bucket with one entry links it as {@code label + name}; one with more links a sub-shard as {@code label}. The bit
 * field is big-endian without leading zero bytes. Source: ipfs/specs unixfs.md with the deviations of the network, see
 * {@code docs/specs.md}.
 */
final class HamtWriter {

    private final int fanout;
    private final NodeWriter nodes;

    HamtWriter(int fanout, NodeWriter nodes) {
        this.fanout = fanout;
        this.nodes = nodes;
    }

    private record Placed(long hash, NamedEntry named) {}

    UnixFsEntry write(List<NamedEntry> entries) throws IOException {
        List<Placed> placed = new ArrayList<>(entries.size());
        for (NamedEntry named : entries) {
            placed.add(new Placed(Murmur3.hash64(named.name().getBytes(StandardCharsets.UTF_8)), named));
        }
        return writeShard(placed, 0);
    }

    private UnixFsEntry writeShard(List<Placed> entries, int level) throws IOException {
        if (level >= Fanout.maxDepth(fanout)) {
            throw new UnixFsException("The names '" + entries.get(0).named().name() + "' and '"
                    + entries.get(1).named().name() + "' have the same hash and cannot stand in one large directory.");
        }
        List<@Nullable List<Placed>> buckets = spread(entries, level);
        byte[] bits = new byte[fanout / 8];
        List<DagPbLink> links = new ArrayList<>();
        long fileBytes = 0;
        for (int bucket = 0; bucket < fanout; bucket++) {
            List<Placed> inside = buckets.get(bucket);
            if (inside == null) {
                continue;
            }
            bits[bits.length - 1 - bucket / 8] |= (byte) (1 << bucket % 8);
            boolean alone = inside.size() == 1;
            UnixFsEntry entry = alone ? inside.getFirst().named().entry() : writeShard(inside, level + 1);
            String name = alone ? inside.getFirst().named().name() : "";
            links.add(DagPbLink.named(Fanout.label(bucket, fanout) + name, entry.cid(), entry.dagBytesCumulative()));
            fileBytes += entry.fileBytes();
        }
        return nodes.putNode(links, UnixFsNode.hamtShard(withoutLeadingZeros(bits), fanout), fileBytes);
    }

    private List<@Nullable List<Placed>> spread(List<Placed> entries, int level) {
        List<@Nullable List<Placed>> buckets = new ArrayList<>(fanout);
        for (int i = 0; i < fanout; i++) {
            buckets.add(null);
        }
        for (Placed entry : entries) {
            int bucket = Fanout.bucket(entry.hash(), level, fanout);
            List<Placed> inside = buckets.get(bucket);
            if (inside == null) {
                inside = new ArrayList<>();
                buckets.set(bucket, inside);
            }
            inside.add(entry);
        }
        return buckets;
    }

    private static byte[] withoutLeadingZeros(byte[] bits) {
        int zeros = 0;
        while (zeros < bits.length && bits[zeros] == 0) {
            zeros++;
        }
        return Arrays.copyOfRange(bits, zeros, bits.length);
    }
}
