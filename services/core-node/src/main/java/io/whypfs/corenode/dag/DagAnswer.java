package io.whypfs.corenode.dag;

import io.whypfs.multiformats.Cid;
import java.util.List;

/**
 * What stands at the end of a path, in the form that was asked for.
 *
 * <p>Each kind carries the end's CID and the roots: the root and one CID per segment.
 */
sealed interface DagAnswer {

    /** Where the path led. */
    record Place(Cid cid, List<Cid> roots) {}

    Place place();

    /**
     * Bytes of a file, which for a directory's index page is not the path's end.
     *
     * @param file the file
     * @param isIndex whether the path ends at the directory that the file is the index of
     */
    record FileBytes(Place place, Cid file, long size, boolean isIndex) implements DagAnswer {}

    /** One block as it is. */
    @SuppressWarnings("ArrayRecordComponent")
    record BlockBytes(Place place, byte[] data) implements DagAnswer {}

    /** A directory's entries. */
    record Directory(Place place) implements DagAnswer {}

    /** Where a symlink points to. */
    @SuppressWarnings("ArrayRecordComponent")
    record Symlink(Place place, byte[] target) implements DagAnswer {}

    /** The path's blocks, and below its end those of the scope. */
    record Archive(Place place) implements DagAnswer {}
}
