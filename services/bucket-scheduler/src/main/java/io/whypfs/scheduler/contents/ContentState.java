package io.whypfs.scheduler.contents;

/** Where a content stands; the names are the ones in the table and in answers. */
enum ContentState {
    /** It waits for a bucket. */
    unassigned,
    /** It was deleted. Nothing leads out of this state. */
    dropped
}
