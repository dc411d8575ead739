package io.whypfs.ipld.unixfs;

import io.whypfs.multiformats.Cid;
import java.io.IOException;

/** A path leads nowhere: the node is here and has no such entry. */
public final class NoSuchPathException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String segment;

    public NoSuchPathException(String segment, Cid parent) {
        super("There is no entry '" + segment + "' under " + parent + ".");
        this.segment = segment;
    }

    /** The first segment that was not found. */
    public String segment() {
        return segment;
    }
}
