package io.whypfs.corenode.pieces.transfer;

import java.io.IOException;

/** Some of a piece's bytes are not to be had from this core just now; trying again later may help. */
final class PieceUnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    PieceUnreadableException(String message) {
        super(message);
    }

    PieceUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
