package io.whypfs.corenode.storage;

import io.whypfs.core.RepositoryFolder;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.BlockstoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The open storage folder with its store. Safe for use by any thread. */
public final class Storage implements AutoCloseable {

    private final RepositoryFolder folder;
    private final Blockstore store;

    private Storage(RepositoryFolder folder, Blockstore store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Opens the folder, or makes it.
     *
     * @throws IOException when it cannot be used, with the setting that names it
     */
    public static Storage open(Path path, long reserveBytes) throws IOException {
        try {
            RepositoryFolder folder = RepositoryFolder.open(path);
            return new Storage(folder, openStore(folder, reserveBytes));
        } catch (IOException e) {
            throw new IOException("The setting whypfs.storage.path=" + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Blockstore openStore(RepositoryFolder folder, long reserveBytes) throws IOException {
        try {
            return folder.openBlockstore(BlockstoreOptions.DEFAULT.withReserveBytes(reserveBytes));
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public Blockstore store() {
        return store;
    }

    public Path folder() {
        return folder.folder();
    }

    /** Asks the file system how much room is left; the store only asks when it writes. */
    public long freeBytes() throws IOException {
        return Files.getFileStore(folder.blocks()).getUsableSpace();
    }

    /** Makes durable what is on its way, then lets go of the folder. */
    @Override
    public void close() throws IOException {
        try (folder) {
            store.close();
        }
    }
}
