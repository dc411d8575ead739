package io.whypfs.ipld.unixfs;

import java.io.IOException;

/** A node that is no valid UnixFS, or a request it cannot answer. Final: the same input fails again. */
public class UnixFsException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnixFsException(String message) {
        super(message);
    }
}
