package io.whypfs.ipld.unixfs;

/** A path or name that no directory may hold. */
public final class BadNameException extends UnixFsException {

    private static final long serialVersionUID = 1L;

    public BadNameException(String path, String reason) {
        super("The path '" + path + "' cannot be stored: " + reason);
    }
}
