package io.whypfs.scheduler.contents;

/** Where a content stands; the names are the ones in the table and in answers. */
enum ContentState {
    /** It waits for a bucket. */
    unassigned,
    /** It is in a bucket. */
    assigned,
    /** It fits no piece and waits. */
    oversize,
    /** It was deleted, or given up. Nothing leads out of this state. */
    dropped
}
