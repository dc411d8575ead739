package io.whypfs.deals.providers;

/** What became of the signature below a provider's terms: a warning at most. The names are the ones in the table. */
public enum AskSignature {
    /** The provider's worker key made it. */
    good,
    /** It does not verify. */
    wrong,
    /** It is of a kind that is not verified here, or the chain did not tell the key. */
    unchecked
}
