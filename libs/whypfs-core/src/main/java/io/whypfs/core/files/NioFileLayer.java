package io.whypfs.core.files;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file layer on a real disk.
 *
 * <p>Where {@code syncfs(2)} is to be had, a sync is one call, whatever the number of files; elsewhere it is one
 * {@code fsync} for each file and directory named. Large files go past the page cache where the file system knows how.
 */
public final class NioFileLayer implements FileLayer {

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final FileStore store;
    private final Optional<Syncfs> syncfs;
    private final Optional<DirectWriter> direct;
    private final Clock clock;

    private NioFileLayer(FileStore store, Optional<Syncfs> syncfs, Optional<DirectWriter> direct, Clock clock) {
        this.store = store;
        this.syncfs = syncfs;
        this.direct = direct;
        this.clock = clock;
    }

    /** A layer for the file system that holds this folder, which is created when absent. */
    public static NioFileLayer open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileStore store = Files.getFileStore(folder);
        return new NioFileLayer(store, Syncfs.open(folder), DirectWriter.of(folder, store), Clock.systemUTC());
    }

    /** A layer that syncs file by file, as on a system without {@code syncfs}. */
    public static NioFileLayer openPortable(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new NioFileLayer(Files.getFileStore(folder), Optional.empty(), Optional.empty(), Clock.systemUTC());
    }

    /** Whether one call syncs everything. */
    public boolean syncsWholeFileSystem() {
        return syncfs.isPresent();
    }

    @Override
    public void write(Path file, byte[] data) throws IOException {
        if (direct.isPresent() && direct.get().takes(data.length)) {
            direct.get().write(file, data);
        } else {
            writeAll(file, CREATE, data);
        }
    }

    @Override
    public void append(Path file, byte[] data) throws IOException {
        writeAll(file, APPEND, data);
    }

    private static void writeAll(Path file, Set<OpenOption> options, byte[] data) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer buffer = ByteBuffer.wrap(data);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong size(Path file) throws IOException {
        // File.isFile() is one stat without an exception for an absent file, which is the common answer here.
        File known = file.toFile();
        return known.isFile() ? OptionalLong.of(known.length()) : OptionalLong.empty();
    }

    @Override
    public void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    @Override
    public OptionalLong touchedAtMillis(Path file) throws IOException {
        try {
            return OptionalLong.of(Files.getLastModifiedTime(file).toMillis());
        } catch (NoSuchFileException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    @Override
    public void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
        return names;
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void protect(Path file) throws IOException {
        if (store.supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        }
    }

    @Override
    public void sync(Collection<Path> files, Collection<Path> directories) throws IOException {
        if (syncfs.isPresent()) {
            syncfs.get().sync();
            return;
        }
        for (Path file : files) {
            force(file, StandardOpenOption.WRITE);
        }
        for (Path directory : directories) {
            force(directory, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, OpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    @Override
    public long freeBytes() throws IOException {
        return store.getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        if (syncfs.isPresent()) {
            syncfs.get().close();
        }
    }
}
