package io.whypfs.core;

import io.whypfs.core.blockstore.BlockstoreOptions;
import io.whypfs.core.blockstore.FlatfsBlockstore;
import io.whypfs.core.blockstore.ShardFunction;
import io.whypfs.core.files.FileLayer;
import io.whypfs.core.files.NioFileLayer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository on disk, held by this process alone.
 *
 * <pre>
 *  version          18                        Kubo's repository version
 *  config           JSON                      storage spec and addresses
 *  datastore_spec   JSON, canonical           must say the same as blocks/SHARDING
 *  blocks/          flatfs
 *  keystore/        empty
 *  repo.lock        fcntl lock while open     the lock Kubo takes
 *  whypfs/          ours: pins                Kubo does not look at it
 * </pre>
 *
 * <p>The peer's identity is not part of {@code config} yet: Kubo asks for one ({@code Identity}) before it opens the
 * folder. Source: Kubo repository version 18.
 */
public final class RepositoryFolder implements AutoCloseable {

    private static final int VERSION = 18;

    /** The oldest version whose block files are named as today's. */
    private static final int OLDEST_VERSION = 12;

    /**
     * Folders this process holds. A second descriptor on the lock file must never be opened: closing it would drop the
     * lock that the first one holds, as fcntl locks belong to the process.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lockFile;

    private RepositoryFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Opens the repository, creating what is missing.
     *
     * @throws IOException when another process holds the folder, or its version cannot be read; the message says what to
     *     do
     */
    public static RepositoryFolder open(Path folder) throws IOException {
        return open(folder, ShardFunction.DEFAULT);
    }

    /** As {@link #open(Path)}, saying how a new folder is to be sharded. */
    public static RepositoryFolder open(Path folder, ShardFunction shardForNew) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(folder, null);
        }
        @Nullable FileChannel lockFile = null;
        boolean opened = false;
        try {
            lockFile = FileChannel.open(real.resolve("repo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw inUse(folder, null);
            }
            RepositoryFolder repository = new RepositoryFolder(real, lockFile);
            repository.prepare(shardForNew);
            opened = true;
            return repository;
        } finally {
            if (!opened) {
                if (lockFile != null) {
                    lockFile.close();
                }
                HELD.remove(real);
            }
        }
    }

    private static IOException inUse(Path folder, @Nullable Throwable cause) {
        return new IOException(
                "The folder " + folder + " is in use by another WhyPFS or IPFS process; stop that one or name another"
                        + " folder.",
                cause);
    }

    private void prepare(ShardFunction shardForNew) throws IOException {
        try (FileLayer files = NioFileLayer.open(folder)) {
            Optional<byte[]> version = files.read(folder.resolve("version"));
            if (version.isPresent()) {
                checkVersion(new String(version.get(), StandardCharsets.UTF_8).strip());
            }
            files.makeDirectories(blocks());
            files.makeDirectories(metadata());
            files.makeDirectories(folder.resolve("keystore"));
            if (version.isEmpty()) {
                writeDurably(files, "datastore_spec", RepositoryTexts.datastoreSpec(shardForNew));
                if (files.size(folder.resolve("config")).isEmpty()) {
                    writeDurably(files, "config", RepositoryTexts.config(shardForNew));
                }
                // Last, since a folder with a version counts as complete.
                writeDurably(files, "version", VERSION + "\n");
            }
        }
    }

    private void checkVersion(String text) throws IOException {
        boolean readable = text.matches("[0-9]{1,4}")
                && Integer.parseInt(text) >= OLDEST_VERSION
                && Integer.parseInt(text) <= VERSION;
        if (!readable) {
            throw new IOException(
                    "The folder " + folder + " has repository version '" + text + "'; WhyPFS reads " + OLDEST_VERSION
                            + " to " + VERSION + ". Migrate it with 'ipfs repo migrate' or name another folder.");
        }
    }

    private void writeDurably(FileLayer files, String name, String text) throws IOException {
        Path temporary = folder.resolve("whypfs").resolve("new-" + name);
        files.delete(temporary);
        files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        files.sync(List.of(temporary), List.of());
        files.rename(temporary, folder.resolve(name));
        files.sync(List.of(), List.of(folder));
    }

    public Path folder() {
        return folder;
    }

    /** The flatfs folder. */
    public Path blocks() {
        return folder.resolve("blocks");
    }

    /** The folder of what Kubo does not know. */
    public Path metadata() {
        return folder.resolve("whypfs");
    }

    /** Opens the blocks of this repository. Close the store before the folder. */
    public FlatfsBlockstore openBlockstore(BlockstoreOptions options) throws IOException {
        return new FlatfsBlockstore(blocks(), options);
    }

    /** Lets other processes have the folder. */
    @Override
    public void close() throws IOException {
        lockFile.close();
        HELD.remove(folder);
    }
}
