package io.whypfs.deals.chain;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
interface Pause {

    void sleep(Duration time) throws InterruptedException;
}
