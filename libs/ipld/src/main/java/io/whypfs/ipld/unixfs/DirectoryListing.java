package io.whypfs.ipld.unixfs;

import java.io.IOException;
import java.util.Optional;

/** Entries of a directory, one after the other; shards are loaded when their turn comes. */
public interface DirectoryListing {

    /** The next entry, or empty at the end. */
    Optional<DirectoryEntry> next() throws IOException;
}
