package io.whypfs.events;

/** A fact about a bucket, told on {@link Topics#BUCKET}. */
public sealed interface BucketEvent extends Event permits ContentsAssigned, BucketMembers, BucketSealed, BucketAudited {

    @Override
    default String topic() {
        return Topics.BUCKET;
    }
}
