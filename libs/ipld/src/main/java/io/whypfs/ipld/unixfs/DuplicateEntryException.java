package io.whypfs.ipld.unixfs;

/** A directory import was given the same path twice, or one path as both file and directory. */
public final class DuplicateEntryException extends UnixFsException {

    private static final long serialVersionUID = 1L;

    public DuplicateEntryException(String path) {
        super("The path '" + path + "' is given twice.");
    }
}
