package io.whypfs.ipld.block;

import java.io.IOException;

/**
 * Takes blocks, children before the nodes that link to them. May block the caller to hold it back.
 *
 * <p>Returning says nothing about durability; the store that stands behind a sink has its own word for that.
 */
@FunctionalInterface
public interface BlockSink {

    /**
     * Takes one block. Identity CIDs are accepted and not kept: their bytes stand in the CID.
     *
     * @throws IOException when the block cannot be written
     */
    void put(Block block) throws IOException;
}
