package io.whypfs.core;

import io.whypfs.core.blockstore.BlockstoreOptions;
import io.whypfs.core.files.NioFileLayer;
import io.whypfs.core.pins.PinLog;
import io.whypfs.core.pins.PinStore;
import io.whypfs.ipld.unixfs.ImportProfile;
import java.io.IOException;
import java.nio.file.Path;

/** Settings of a {@link WhypfsNode}. */
public final class WhypfsNodeBuilder {

    private final Path folder;
    private ImportProfile profile = ImportProfile.UNIXFS_V1_2025;
    private BlockstoreOptions options = BlockstoreOptions.DEFAULT;

    WhypfsNodeBuilder(Path folder) {
        this.folder = folder;
    }

    /** How files become DAGs: the same bytes under the same profile always get the same CID. */
    public WhypfsNodeBuilder profile(ImportProfile chosen) {
        this.profile = chosen;
        return this;
    }

    /** How the store shares the disk. */
    public WhypfsNodeBuilder options(BlockstoreOptions chosen) {
        this.options = chosen;
        return this;
    }

    /**
     * Opens the folder and holds it until the node is closed.
     *
     * @throws IOException when another process holds it, or it cannot be read
     */
    public WhypfsNode open() throws IOException {
        RepositoryFolder repository = RepositoryFolder.open(folder, options.shardForNew());
        try {
            return open(repository);
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private WhypfsNode open(RepositoryFolder repository) throws IOException {
        Path pinFolder = repository.metadata().resolve("pins");
        PinStore pins = PinLog.open(NioFileLayer.open(pinFolder), pinFolder);
        try {
            return new WhypfsNode(repository, repository.openBlockstore(options), pins, profile);
        } catch (IOException | RuntimeException e) {
            pins.close();
            throw e;
        }
    }
}
