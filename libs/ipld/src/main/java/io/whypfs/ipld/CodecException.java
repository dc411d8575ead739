package io.whypfs.ipld;

import java.io.IOException;

/** Block bytes that their codec does not allow. Final: the same bytes fail again. */
public final class CodecException extends IOException {

    private static final long serialVersionUID = 1L;

    public CodecException(String message) {
        super(message);
    }

    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
