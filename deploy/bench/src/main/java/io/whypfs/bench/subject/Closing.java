package io.whypfs.bench.subject;

import java.util.List;

/** Closes one thing after the other, also when one of them fails. */
final class Closing {

    private Closing() {}

    static void inOrder(List<AutoCloseable> things) {
        RuntimeException failure = null;
        for (AutoCloseable thing : things) {
            try {
                thing.close();
            } catch (Exception e) {
                failure = new IllegalStateException(e.getMessage(), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
