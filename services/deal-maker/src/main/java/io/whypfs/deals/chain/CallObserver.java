package io.whypfs.deals.chain;

import java.time.Duration;

/** Is told of every HTTP call to the node. */
@FunctionalInterface
interface CallObserver {

    /** How a call ended. */
    enum Outcome {
        answered,
        refused,
        unreachable,
        unusable
    }

    void called(String method, Outcome outcome, Duration took);
}
