package io.whypfs.deals.providers;

/** Whether a provider is reached; the names are the ones in the table and in JSON. */
public enum ReachState {
    /** Not asked yet. */
    unasked,
    /** The chain knows no such provider. */
    unknown,
    /** The chain has neither a peer id nor an address for it. */
    vanished,
    /** Its addresses are of a protocol that is not spoken here. */
    unspoken,
    /** It has an address, and the last question was not answered. */
    silent,
    /** It told its terms. */
    answering
}
