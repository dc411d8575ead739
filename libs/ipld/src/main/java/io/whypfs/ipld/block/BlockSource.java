package io.whypfs.ipld.block;

import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.Optional;

/** Gives blocks by CID. The bytes are those that were verified when the block entered. */
@FunctionalInterface
public interface BlockSource {

    /**
     * Returns the block's bytes, or empty when it is not here. Answers identity CIDs from the CID itself.
     *
     * @throws IOException when the block is here and cannot be read
     */
    Optional<byte[]> get(Cid cid) throws IOException;
}
