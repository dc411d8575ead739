package io.whypfs.ipld.unixfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Entries of a HAMT in bucket order, shards loaded one by one.
 *
 * <p>Every name must hash to the buckets it was found under. That also stops a shard that is linked many times: its names
 * can be right in one place only.
 */
final class HamtListing implements DirectoryListing {

    private final BlockLoader loader;
    private final Deque<Level> levels = new ArrayDeque<>();

    private record Level(HamtShard shard, Iterator<HamtShard.Slot> rest, int[] path) {}

    HamtListing(BlockLoader loader, HamtShard root) {
        this.loader = loader;
        levels.push(new Level(root, root.slots().iterator(), new int[0]));
    }

    @Override
    public Optional<DirectoryEntry> next() throws IOException {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.rest().hasNext()) {
                levels.pop();
                continue;
            }
            HamtShard.Slot slot = level.rest().next();
            int[] path = Arrays.copyOf(level.path(), level.path().length + 1);
            path[path.length - 1] = slot.bucket();
            if (!slot.isShard()) {
                requirePlace(slot, path, level.shard().fanout());
                return Optional.of(slot.toEntry());
            }
            if (path.length >= Fanout.maxDepth(level.shard().fanout())) {
                throw new UnixFsException("The HAMT is deeper than its hash has bits.");
            }
            HamtShard shard = HamtShard.below(
                    level.shard(),
                    Node.of(slot.link().cid(), loader.load(slot.link().cid())));
            levels.push(new Level(shard, shard.slots().iterator(), path));
        }
        return Optional.empty();
    }

    private static void requirePlace(HamtShard.Slot slot, int[] path, int fanout) throws UnixFsException {
        long hash = Murmur3.hash64(slot.name());
        for (int level = 0; level < path.length; level++) {
            if (Fanout.bucket(hash, level, fanout) != path[level]) {
                throw new UnixFsException("The HAMT entry '" + slot.toEntry().name() + "' stands in a bucket its hash"
                        + " does not lead to.");
            }
        }
    }
}
