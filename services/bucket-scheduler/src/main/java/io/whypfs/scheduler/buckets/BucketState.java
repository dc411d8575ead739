package io.whypfs.scheduler.buckets;

/** Where a bucket stands; the names are the ones in the table and in answers. */
public enum BucketState {
    /** It takes contents, and is sealed when its terms say so. */
    open,
    /** It takes contents, and only its owner seals it. */
    paused,
    /** It takes no more contents; its piece is being built. */
    sealed,
    /** Its piece is built; deals are being made. */
    ready,
    /** It once had as many active deals as it should have. */
    completed,
    /** Older than the limit. Nothing leads out of this state. */
    retired;

    /** Whether it takes contents. */
    public boolean takesContents() {
        return this == open || this == paused;
    }
}
