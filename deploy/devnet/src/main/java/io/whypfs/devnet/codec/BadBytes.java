package io.whypfs.devnet.codec;

/** Bytes or a text that a strict reader refuses. The message says what stands there and what would be right. */
public final class BadBytes extends Exception {

    public BadBytes(String message) {
        super(message);
    }
}
