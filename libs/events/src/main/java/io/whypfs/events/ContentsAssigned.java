package io.whypfs.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * These contents are in this bucket now. A content is in one bucket at a time; the newest telling wins.
 *
 * @param bucket the bucket
 * @param bucketId the bucket's number
 * @param contents ids, at most {@link #MOST}
 */
public record ContentsAssigned(UUID bucket, long bucketId, List<Long> contents) implements BucketEvent {

    public static final String TYPE = "ContentsAssigned";
    public static final int VERSION = 1;

    /** So many contents go into one fact, so that a record stays far below the broker's limit. */
    public static final int MOST = 1000;

    public ContentsAssigned {
        Objects.requireNonNull(bucket, "bucket");
        contents = List.copyOf(contents);
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
