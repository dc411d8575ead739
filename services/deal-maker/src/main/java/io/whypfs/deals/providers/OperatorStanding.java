package io.whypfs.deals.providers;

/** What the operator says about a provider; the names are the ones in the table and in JSON. */
public enum OperatorStanding {
    /** On the allow list. While anyone is on it, nobody else gets deals. */
    allowed,
    /** Gets no deals, ever. */
    denied,
    /** Nothing said. */
    neutral
}
