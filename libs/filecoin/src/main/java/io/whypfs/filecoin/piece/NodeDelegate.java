package io.whypfs.filecoin.piece;

/** Hashes a tree's node of one MiB somewhere else than on the caller's thread. Safe for use by several threads. */
@FunctionalInterface
public interface NodeDelegate {

    /** Leaves all nodes to the caller. */
    NodeDelegate NONE = (payload, node) -> false;

    /**
     * Waits for the node above the payload.
     *
     * @param payload {@link PieceTree#PAYLOAD_PER_NODE} bytes, which stay as they are
     * @param node takes 32 bytes
     * @return false when the caller has to hash it
     */
    boolean hash(byte[] payload, byte[] node);
}
