package io.whypfs.deals.tracking;

/** Tells the operator of a fault that nobody else can mend. */
@FunctionalInterface
public interface Alarm {

    /** @param what one sentence */
    void raise(String what);
}
