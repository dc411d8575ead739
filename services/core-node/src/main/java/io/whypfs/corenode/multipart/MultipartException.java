package io.whypfs.corenode.multipart;

import java.io.IOException;

/** A multipart body that cannot be read on. Final: the same bytes fail again. */
public final class MultipartException extends IOException {

    /** Why the body cannot be read on. */
    public enum Reason {
        /** The bytes break RFC 2046 or RFC 7578, or a limit. */
        MALFORMED,
        /** The bytes end before the closing boundary. */
        TRUNCATED
    }

    private final Reason reason;

    private MultipartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static MultipartException malformed(String message) {
        return new MultipartException(Reason.MALFORMED, message);
    }

    static MultipartException truncated(String where) {
        return new MultipartException(
                Reason.TRUNCATED,
                "The multipart body ends " + where + ", before its closing boundary. Send the whole body again.");
    }

    /** Says whether the body was malformed or ended early. */
    public Reason reason() {
        return reason;
    }
}
