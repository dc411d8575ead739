package io.whypfs.corenode.ingest;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.ipld.unixfs.DirectoryEntry;
import io.whypfs.ipld.unixfs.DirectoryListing;
import io.whypfs.ipld.unixfs.Resolved;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sum of the file lengths below a CID whose DAG is whole, as the files themselves declare them.
 *
 * <p>A directory that is linked often is looked at once, so that the work grows with the blocks and not with the logical
 * size, which a few blocks can drive to 2^60; the sum stops at the largest number there is in JSON, 2^53 - 1.
 */
final class FileBytes {

    private static final long MOST = (1L << 53) - 1;
    private static final int DEEPEST = 1024;

    private final UnixFsReader reader;
    private final Map<Cid, Long> directories = new HashMap<>();

    FileBytes(Blockstore store) {
        this.reader = new UnixFsReader(store);
    }

    /** @throws io.whypfs.kit.problem.ProblemException {@code bad-car} when directories are nested too deeply */
    long below(Cid cid) throws IOException {
        return below(cid, 0);
    }

    private long below(Cid cid, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw Refusals.badCar("The CAR nests directories more than " + DEEPEST + " levels deep.");
        }
        Resolved resolved = reader.resolve(cid, List.of());
        return switch (resolved.kind()) {
            case FILE -> Math.min(MOST, resolved.fileBytes());
            case DIRECTORY -> ofDirectory(cid, depth);
            case SYMLINK, OTHER -> 0;
        };
    }

    private long ofDirectory(Cid cid, int depth) throws IOException {
        Long known = directories.get(cid);
        if (known != null) {
            return known;
        }
        long sum = 0;
        DirectoryListing listing = reader.list(cid);
        for (Optional<DirectoryEntry> entry = listing.next(); entry.isPresent(); entry = listing.next()) {
            sum = Math.min(MOST, sum + below(entry.get().cid(), depth + 1));
        }
        directories.put(cid, sum);
        return sum;
    }
}
