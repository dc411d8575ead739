package io.whypfs.ipld.unixfs;

import java.io.IOException;

/** Shape of a file's tree, built while leaves arrive. Keeps one open node per level. */
sealed interface FileLayout permits BalancedLayout, TrickleLayout {

    /** Takes the next leaf, already written. */
    void add(UnixFsEntry leaf) throws IOException;

    /** Writes what is open and returns the root. At least one leaf must have been added. */
    UnixFsEntry finish() throws IOException;
}
