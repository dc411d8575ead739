package io.whypfs.deals.contents;

/** Where a content stands; the names are the ones in the table. */
enum KnownContentState {
    /** Stored, and to be held by deals. */
    known,
    /** Deleted, for good. */
    dropped
}
