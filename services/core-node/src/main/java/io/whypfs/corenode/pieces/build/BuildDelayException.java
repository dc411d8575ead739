package io.whypfs.corenode.pieces.build;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends an attempt to build a piece; there will be another. */
final class BuildDelayException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient DelayReason reason;

    BuildDelayException(DelayReason reason, @Nullable Throwable cause) {
        super(reason.why(), cause);
        this.reason = reason;
    }

    BuildDelayException(DelayReason reason) {
        this(reason, null);
    }

    DelayReason reason() {
        return reason;
    }
}
