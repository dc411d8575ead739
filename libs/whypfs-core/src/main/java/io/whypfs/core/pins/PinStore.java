package io.whypfs.core.pins;

import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.List;

/** Keeps pins. Changes are durable when a method returns. Safe for use by any thread. */
public interface PinStore extends AutoCloseable {

    /** Adds pins, all or none. A pin of the same owner and root is replaced; one that is there already is fine. */
    void addAll(List<Pin> pins) throws IOException;

    /** Removes one owner's pin of a root; false when there was none. Pins of other owners stay. */
    boolean remove(String owner, Cid root) throws IOException;

    /** One owner's pins. */
    List<Pin> ofOwner(String owner) throws IOException;

    /** Whether any owner pinned this very CID; blocks below a root do not count. */
    boolean isRoot(Cid root) throws IOException;

    /** All pins, as they are now. */
    List<Pin> all() throws IOException;

    @Override
    void close() throws IOException;
}
