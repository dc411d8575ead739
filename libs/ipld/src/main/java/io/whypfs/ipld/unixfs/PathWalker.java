package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one path segment after the other from a loaded node. */
final class PathWalker {

    private final BlockLoader loader;

    PathWalker(BlockLoader loader) {
        this.loader = loader;
    }

    /** The CID a segment leads to from a node, or empty when there is no such entry. */
    Optional<Cid> step(Node node, String segment) throws IOException {
        byte[] name = segment.getBytes(StandardCharsets.UTF_8);
        return switch (node) {
            case Node.UnixFs unixFs
            when unixFs.message().type() == UnixFsNode.Type.DIRECTORY -> linkNamed(unixFs.dagPb(), name);
            case Node.UnixFs unixFs
            when unixFs.message().type() == UnixFsNode.Type.HAMT_SHARD -> hamtEntry(HamtShard.of(unixFs), name);
            case Node.PlainDagPb plain -> linkNamed(plain.dagPb(), name);
            case Node.Data data ->
                child(data, segment) instanceof DataValue.Link link ? Optional.of(link.cid()) : Optional.empty();
            case Node.UnixFs _, Node.RawBytes _, Node.Opaque _ -> Optional.empty();
        };
    }

    private static Optional<Cid> linkNamed(DagPbNode dagPb, byte[] name) {
        return dagPb.links().stream()
                .filter(link -> Arrays.equals(link.nameBytes(), name))
                .findFirst()
                .map(DagPbLink::cid);
    }

    private Optional<Cid> hamtEntry(HamtShard root, byte[] name) throws IOException {
        long hash = Murmur3.hash64(name);
        HamtShard shard = root;
        for (int level = 0; level < Fanout.maxDepth(root.fanout()); level++) {
            Optional<HamtShard.Slot> slot = shard.slotAt(Fanout.bucket(hash, level, root.fanout()));
            if (slot.isEmpty()) {
                return Optional.empty();
            }
            Cid cid = slot.get().link().cid();
            if (!slot.get().isShard()) {
                return Arrays.equals(slot.get().name(), name) ? Optional.of(cid) : Optional.empty();
            }
            shard = HamtShard.below(shard, Node.of(cid, loader.load(cid)));
        }
        throw new UnixFsException("The HAMT is deeper than its hash has bits.");
    }

    /** The part of the same block that a segment leads to, or empty when it leads to a link or nowhere. */
    static Optional<Node.Data> stepInside(Node node, String segment) {
        if (!(node instanceof Node.Data data)) {
            return Optional.empty();
        }
        DataValue child = child(data, segment);
        return child == null || child instanceof DataValue.Link
                ? Optional.empty()
                : Optional.of(new Node.Data(child, data.length()));
    }

    private static @Nullable DataValue child(Node.Data data, String segment) {
        return switch (data.value()) {
            case DataValue.Mapping mapping -> mapping.entries().get(segment);
            case DataValue.Sequence sequence -> item(sequence.values(), segment);
            default -> null;
        };
    }

    private static @Nullable DataValue item(List<DataValue> values, String segment) {
        if (!segment.matches("0|[1-9][0-9]{0,8}")) {
            return null;
        }
        int index = Integer.parseInt(segment);
        return index < values.size() ? values.get(index) : null;
    }
}
