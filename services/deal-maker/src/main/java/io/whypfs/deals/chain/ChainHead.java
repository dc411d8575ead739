package io.whypfs.deals.chain;

import io.whypfs.multiformats.Cid;
import java.time.Instant;
import java.util.List;

/**
 * A tipset at the end of the chain.
 *
 * @param height its epoch
 * @param timestamp when its blocks were to be made, in whole seconds
 * @param key the CIDs of its blocks
 */
public record ChainHead(long height, Instant timestamp, List<Cid> key) {
    public ChainHead {
        key = List.copyOf(key);
    }
}
