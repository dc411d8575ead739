package io.whypfs.scheduler.buckets;

/** Who a bucket is for; the names are the ones in the table and in answers. */
public enum BucketKind {
    /** For contents without a wish; one is open per core. */
    global,
    /** Made by a user, for contents that name it. */
    dedicated
}
