package io.whypfs.deals.simulation;

/** How a simulated provider behaves. */
enum Behaviour {
    HONEST,
    /** Refuses when it feels like it. */
    BUSY,
    /** Refuses every offer as not allowed. */
    UNWILLING,
    /** Refuses every offer as if the fault were ours. */
    FAULTFINDING,
    /** Wants a later start. */
    SLOW_STARTER,
    /** Reckons with an older, higher minimum of the collateral from time to time. */
    STALE_COLLATERAL,
    /** Accepts, and does nothing. */
    SILENT,
    /** Fetches, and never publishes. */
    IDLE,
    /** Fetches, and calls the deal failed. */
    CLUMSY,
    /** Publishes another price. */
    CHEATING,
    /** Publishes a batch from which our deal is dropped. */
    DROPPING,
    /** Publishes, and never proves. */
    UNPROVING,
    /** Loses a sector after a while. */
    LOSING,
    /** Accepts, and does not know the deal any more. */
    FORGETTING,
    /** Never answers questions about status, and otherwise does its work. */
    MUTE
}
