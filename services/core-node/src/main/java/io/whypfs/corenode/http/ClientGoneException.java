package io.whypfs.corenode.http;

import java.io.IOException;

/** The connection ended before the body, or before the answer, did. */
public final class ClientGoneException extends IOException {

    ClientGoneException(Throwable cause) {
        super("The connection ended early: " + cause.getMessage(), cause);
    }
}
