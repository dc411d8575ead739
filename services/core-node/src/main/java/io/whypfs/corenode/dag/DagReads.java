package io.whypfs.corenode.dag;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.ipld.unixfs.NoSuchPathException;
import io.whypfs.ipld.unixfs.Resolved;
import io.whypfs.ipld.unixfs.UnixFsException;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds what an address means, with the blocks of this core only. Safe for use by any thread. */
final class DagReads {

    private static final List<String> INDEX = List.of("index.html");

    private final BlockSource blocks;
    private final UnixFsReader reader;

    DagReads(BlockSource blocks) {
        this.blocks = blocks;
        this.reader = new UnixFsReader(blocks);
    }

    UnixFsReader reader() {
        return reader;
    }

    /** The file, listing, symlink or block at the address. */
    DagAnswer auto(DagAddress address, boolean wantsIndex) throws IOException {
        Resolved resolved = resolve(address);
        DagAnswer.Place place = place(resolved);
        return switch (resolved.kind()) {
            case FILE -> new DagAnswer.FileBytes(place, resolved.cid(), resolved.fileBytes(), false);
            case DIRECTORY -> wantsIndex ? indexOrListing(place) : new DagAnswer.Directory(place);
            case SYMLINK -> new DagAnswer.Symlink(place, reader.symlinkTarget(resolved.cid()));
            case OTHER -> block(place, address.root());
        };
    }

    private DagAnswer indexOrListing(DagAnswer.Place place) throws IOException {
        try {
            Resolved index = reader.resolve(place.cid(), INDEX);
            if (index.kind() == Resolved.Kind.FILE) {
                return new DagAnswer.FileBytes(place, index.cid(), index.fileBytes(), true);
            }
        } catch (NoSuchPathException _) {
            return new DagAnswer.Directory(place);
        }
        return new DagAnswer.Directory(place);
    }

    /** The block at the address. */
    DagAnswer.BlockBytes block(DagAddress address) throws IOException {
        if (address.segments().isEmpty()) {
            return block(new DagAnswer.Place(address.root(), List.of(address.root())), address.root());
        }
        return block(place(resolve(address)), address.root());
    }

    private DagAnswer.BlockBytes block(DagAnswer.Place place, Cid root) throws IOException {
        return new DagAnswer.BlockBytes(place, blocks.get(place.cid()).orElseThrow(() -> absent(place.cid(), root)));
    }

    /** The archive of the address; only the path's blocks have been looked at. */
    DagAnswer.Archive archive(DagAddress address) throws IOException {
        if (address.segments().isEmpty()) {
            return new DagAnswer.Archive(block(address).place());
        }
        return new DagAnswer.Archive(place(resolve(address)));
    }

    private static DagAnswer.Place place(Resolved resolved) {
        return new DagAnswer.Place(resolved.cid(), resolved.roots());
    }

    private Resolved resolve(DagAddress address) throws IOException {
        return reader.resolve(address.root(), address.segments());
    }

    /** The problem that a failed read is answered with; failures of other kinds are passed on. */
    static IOException explain(IOException failure, DagAddress address) {
        switch (failure) {
            case MissingBlockException e -> throw absent(e.cid(), address.root());
            case NoSuchPathException e ->
                throw new ProblemException(new Problem(
                        404,
                        "no-such-path",
                        "No such path",
                        String.valueOf(e.getMessage()),
                        Map.of("segment", e.segment())));
            case CodecException e -> throw unreadable(e);
            case UnixFsException e -> throw unreadable(e);
            default -> {
                return failure;
            }
        }
    }

    private static ProblemException unreadable(IOException failure) {
        return new ProblemException(
                400, "bad-path", "Not readable as asked", failure.getMessage() + " Ask for view=block or view=car.");
    }

    private static ProblemException absent(Cid cid, Cid root) {
        if (cid.equals(root)) {
            return new ProblemException(
                    404, "not-here", "Not on this core", "The block " + cid + " is not on this core. Ask another one.");
        }
        return new ProblemException(new Problem(
                404,
                "missing-block",
                "A block is missing",
                "The block " + cid + " below " + root + " is not on this core. Ask another one for it.",
                Map.of("cid", cid.toString())));
    }
}
