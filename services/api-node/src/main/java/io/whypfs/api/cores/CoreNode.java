package io.whypfs.api.cores;

import io.whypfs.api.inside.Endpoint;
import java.util.UUID;

/**
 * A core-node as the registry tells it.
 *
 * @param reserveBytes what the core keeps free whatever is asked
 */
public record CoreNode(UUID id, Endpoint endpoint, State state, long freeBytes, long reserveBytes) {

    /** Its standing in the registry. */
    public enum State {
        ACTIVE,
        DRAINING,
        LOST
    }

    /** Whether an upload of about this size may go here. */
    boolean hasRoomFor(long bytes) {
        return freeBytes - reserveBytes > bytes;
    }
}
