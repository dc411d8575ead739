package io.whypfs.ipld.unixfs;

import io.whypfs.multiformats.Cid;
import java.io.IOException;

/** A block that a DAG links to is not in the source. Retryable once the block has arrived. */
public final class MissingBlockException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Cid cid;

    public MissingBlockException(Cid cid) {
        super("The block " + cid + " is missing.");
        this.cid = cid;
    }

    public Cid cid() {
        return cid;
    }
}
