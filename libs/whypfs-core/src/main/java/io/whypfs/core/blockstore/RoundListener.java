package io.whypfs.core.blockstore;

import java.util.List;

/**
 * Work that is done once for all sessions that became durable together, such as writing all their pins in one transaction.
 *
 * <p>Called on the store's completion thread, one call at a time; rounds that end during a call are told together in the
 * next.
 *
 * @param <T> what a session hands over about itself
 */
@FunctionalInterface
public interface RoundListener<T> {

    /** Takes the items whose blocks are all durable, in the order in which they were enlisted. */
    void onDurable(List<T> items) throws Exception;
}
