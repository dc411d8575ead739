package io.whypfs.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One part of the list of what is in a bucket, told just before its {@link BucketSealed}, which says how many parts there are.
 *
 * @param bucket the bucket
 * @param part counts from 1
 * @param members at most {@link ContentsAssigned#MOST}
 */
public record BucketMembers(UUID bucket, int part, List<Member> members) implements BucketEvent {

    public static final String TYPE = "BucketMembers";
    public static final int VERSION = 1;

    /**
     * A content in the bucket.
     *
     * @param content its id
     * @param cid its root
     */
    public record Member(long content, String cid) {

        public Member {
            Objects.requireNonNull(cid, "cid");
        }
    }

    public BucketMembers {
        Objects.requireNonNull(bucket, "bucket");
        members = List.copyOf(members);
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
