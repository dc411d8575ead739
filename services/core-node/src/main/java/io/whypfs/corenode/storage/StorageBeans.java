package io.whypfs.corenode.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.corenode.dag.VerifiedBlocks;
import io.whypfs.corenode.registry.CoreId;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Wires the storage folder. */
@Singleton
final class StorageBeans {

    private static final Logger LOG = Logger.getLogger(StorageBeans.class);

    @Produces
    @Singleton
    Storage storage(StorageConfig config, MeterRegistry metrics) throws IOException {
        Storage storage = Storage.open(config.path(), config.reserve().asLongValue());
        Gauge.builder("whypfs.disk.free.bytes", storage, StorageBeans::freeBytes)
                .description("Room on the storage folder's disk, the reserve included")
                .register(metrics);
        Gauge.builder("whypfs.blocks", storage, opened -> opened.store().blockCount())
                .description("Blocks in the store, an estimate")
                .register(metrics);
        return storage;
    }

    void close(@Disposes Storage storage) throws IOException {
        storage.close();
    }

    @Produces
    @Singleton
    Blockstore store(Storage storage) {
        return storage.store();
    }

    @Produces
    @Singleton
    VerifiedBlocks verifiedBlocks(Storage storage, StorageConfig config, MeterRegistry metrics) {
        return new VerifiedBlocks(storage.store(), config.hotBlocks().asLongValue(), metrics);
    }

    @Produces
    @Singleton
    CoreId coreId(Storage storage) throws IOException {
        CoreId id = CoreId.loadOrCreate(storage.folder());
        LOG.infof("core=%s storage=%s", id.value(), storage.folder());
        return id;
    }

    private static double freeBytes(Storage storage) {
        try {
            return storage.freeBytes();
        } catch (IOException e) {
            LOG.debugf(e, "error=%s", e.getMessage());
            return Double.NaN;
        }
    }
}
