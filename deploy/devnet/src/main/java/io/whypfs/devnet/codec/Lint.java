package io.whypfs.devnet.codec;

/** Takes what is readable but should not have been written so: longer heads than needed, keys out of order. */
@FunctionalInterface
public interface Lint {

    /** @param what one sentence: what stands there and what would be canonical */
    void found(String what);
}
