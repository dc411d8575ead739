package io.whypfs.devnet.http;

import java.io.IOException;

/** Answers requests below one path. Runs on a virtual thread of its own; may block. */
@FunctionalInterface
public interface Route {

    /** @throws IOException when a file that it needs cannot be read; answered with 500 */
    Answer answer(Request request) throws IOException;
}
