package io.whypfs.events;

import java.util.Objects;

/**
 * A user's content was deleted; its blocks may still be held by other contents.
 *
 * @param content the content's id
 * @param user its owner
 * @param cid its root
 */
public record ContentDeleted(long content, long user, String cid) implements ContentEvent {

    public static final String TYPE = "ContentDeleted";
    public static final int VERSION = 1;

    public ContentDeleted {
        Objects.requireNonNull(cid, "cid");
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
