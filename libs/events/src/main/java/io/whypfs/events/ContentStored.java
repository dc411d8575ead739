package io.whypfs.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's content is durable and has its CID.
 *
 * @param content the content's id
 * @param user its owner
 * @param cid its root
 * @param name the name the user gave
 * @param fileBytes sum of the lengths of its files
 * @param dagBytes sum of the lengths of its distinct blocks
 * @param carBytes length of the CARv1 with this root and each block once
 * @param blockCount number of its distinct blocks
 * @param homes ids of the cores that hold it
 * @param replication number of homes it should have
 * @param bucket the bucket the user wished for
 */
public record ContentStored(
        long content,
        long user,
        String cid,
        String name,
        long fileBytes,
        long dagBytes,
        long carBytes,
        long blockCount,
        List<String> homes,
        int replication,
        @Nullable UUID bucket)
        implements ContentEvent {

    public static final String TYPE = "ContentStored";
    public static final int VERSION = 1;

    public ContentStored {
        Objects.requireNonNull(cid, "cid");
        Objects.requireNonNull(name, "name");
        homes = List.copyOf(homes);
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
        return Long.toString(content);
    }
}
