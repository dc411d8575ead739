package io.whypfs.devnet.fault;

/** Waits on purpose: here slowness is what is simulated. */
public final class Pause {

    private Pause() {}

    /** Ends early when the thread is interrupted, which stays marked. */
    public static void of(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
