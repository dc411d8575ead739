package io.whypfs.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The checker found a bucket with fewer live deals than it should have.
 *
 * @param bucket the bucket
 * @param target number of deals it should have
 * @param live number of deals it has
 * @param missing how many it lacks, above 0
 * @param why what happened to the others, one sentence
 */
public record BucketAudited(UUID bucket, int target, int live, int missing, String why) implements BucketEvent {

    public static final String TYPE = "BucketAudited";
    public static final int VERSION = 1;

    public BucketAudited {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(why, "why");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public String key() {
        return bucket.toString();
    }
}
