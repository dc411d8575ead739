package io.whypfs.corenode.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something this core needs does not answer. Retryable once it does. */
public final class UnavailableException extends IOException {

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
