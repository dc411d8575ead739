package io.whypfs.deals.simulation;

/** A rule does not hold. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }
}
