package io.whypfs.ipld.car;

import java.io.IOException;

/** An archive that breaks the format or holds a block that is not what its CID says. Final for the same bytes. */
public final class CarException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public CarException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public CarException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong with the archive. */
    public enum Reason {
        /** The bytes are no CAR at all: no header can be read. */
        GARBAGE,
        /** The header names a version that is neither 1 nor 2. */
        UNSUPPORTED_VERSION,
        /** The stream ends inside the header or a section. */
        TRUNCATED,
        /** The header or a section is longer than the limits allow. */
        TOO_LARGE,
        /** A section of length zero where that is not taken as the end. */
        ZERO_LENGTH_SECTION,
        /** A section does not start with a CID. */
        BAD_CID,
        /** A CID's hash function or digest length is not accepted. */
        FORBIDDEN_CID,
        /** A block's bytes do not hash to its CID. */
        BLOCK_MISMATCH
    }
}
