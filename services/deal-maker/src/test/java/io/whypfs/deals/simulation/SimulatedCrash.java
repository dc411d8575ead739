package io.whypfs.deals.simulation;

/** The process dies here. An error, so that no code under test takes it for something it may handle. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
