package io.whypfs.corenode.dag;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The store's blocks, each hashed when it is read from the disk.
 *
 * <p>Always, and not once per start: the disk can rot at any time, SHA-256 runs at 1.7 GB/s, and hot blocks come from
 * memory where they were verified. A damaged block counts as absent, so that whoever asks looks for it on another core.
 */
public final class VerifiedBlocks implements BlockSource {

    private static final Logger LOG = Logger.getLogger(VerifiedBlocks.class);

    private final BlockSource store;
    private final HotBlocks hot;
    private final Counter damaged;

    public VerifiedBlocks(BlockSource store, long hotBytes, MeterRegistry metrics) {
        this.store = store;
        this.hot = new HotBlocks(hotBytes);
        this.damaged = Counter.builder("whypfs.blocks.damaged")
                .description("Reads of a block whose bytes on disk were not what its CID says")
                .register(metrics);
    }

    @Override
    public Optional<byte[]> get(Cid cid) throws IOException {
        if (cid.isIdentity()) {
            return store.get(cid);
        }
        Optional<byte[]> known = hot.get(cid.multihash());
        if (known.isPresent()) {
            return known;
        }
        Optional<byte[]> data = store.get(cid);
        if (data.isPresent() && !cid.multihash().verifies(data.get())) {
            damaged.increment();
            LOG.errorf("cid=%s error=the block is damaged on disk; delete its file and store the content again", cid);
            return Optional.empty();
        }
        data.ifPresent(bytes -> hot.put(cid.multihash(), bytes));
        return data;
    }
}
