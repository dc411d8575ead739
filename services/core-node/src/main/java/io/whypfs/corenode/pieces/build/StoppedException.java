package io.whypfs.corenode.pieces.build;

import java.io.IOException;

/** The process ends; the build goes on at the next start. */
final class StoppedException extends IOException {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("The process ends.");
    }
}
