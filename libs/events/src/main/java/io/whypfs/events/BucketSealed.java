package io.whypfs.events;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bucket takes no more contents: its piece is to be built. All its {@link BucketMembers} were told before.
 *
 * @param bucket the bucket
 * @param bucketId the bucket's number
 * @param name the name its owner gave
 * @param core id of the core that builds and serves the piece
 * @param user its owner; null for the global bucket
 * @param members number of contents
 * @param parts number of {@link BucketMembers} facts
 * @param carBytes sum of the members' CAR lengths, in bytes: the piece's CAR is about as long, and shorter where members share blocks
 * @param because why it was sealed, one sentence
 */
public record BucketSealed(
        UUID bucket,
        long bucketId,
        String name,
        String core,
        @Nullable Long user,
        long members,
        int parts,
        long carBytes,
        String because)
        implements BucketEvent {

    public static final String TYPE = "BucketSealed";
    public static final int VERSION = 1;

    public BucketSealed {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(core, "core");
        Objects.requireNonNull(because, "because");
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
