package io.whypfs.deals.tracking;

/** Tells the operator of a fault that nobody else can mend. */
public interface Alarm {

    /** @param what one sentence */
    void raise(String what);

    /** A provider took an offer, so the fault is mended, or was not ours. */
    void calm();
}
