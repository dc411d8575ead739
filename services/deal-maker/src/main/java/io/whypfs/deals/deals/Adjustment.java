package io.whypfs.deals.deals;

/** How an offer differs from the usual one, after its provider refused that; the names are the ones in the table. */
public enum Adjustment {
    /** Not at all. */
    none,
    /** Made with bounds of the collateral that were asked for again. */
    collateral,
    /** Starts later. */
    later_start,
    /** Starts earlier. */
    earlier_start,
    /** Built anew from the chain's head. */
    rebuilt
}
