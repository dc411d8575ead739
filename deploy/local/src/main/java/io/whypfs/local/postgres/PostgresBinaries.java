package io.whypfs.local.postgres;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, unpacked from the jar that brings them.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path folder) {

    /** The major version of the programs; a data folder of another one is refused. */
    public static final String MAJOR_VERSION = "18";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    /**
     * Unpacks once; many JVMs may ask at the same time.
     *
     * @param cache folder that keeps the programs between runs
     * @throws StartException when the machine is not Linux on x86-64 or the disk does not take the files
     */
    public static PostgresBinaries in(Path cache) {
        Path ready = cache.resolve(MAJOR_VERSION);
        if (Files.exists(ready)) {
            return new PostgresBinaries(ready);
        }
        try {
            Files.createDirectories(cache);
            synchronized (PostgresBinaries.class) {
                try (FileChannel channel = FileChannel.open(
                                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !Files.exists(ready)) {
                        unpack(cache.resolve("unpacking"), ready);
                    }
                }
            }
            return new PostgresBinaries(ready);
        } catch (IOException e) {
            throw new StartException("could not unpack PostgreSQL into " + cache + ": " + e.getMessage() + ".", e);
        }
    }

    /** The path of one program. */
    public String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path draft, Path ready) throws IOException {
        deleteTree(draft);
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (resource == null) {
                throw new StartException("PostgreSQL's programs (" + ARCHIVE + ") are not on the class path.");
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(resource))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpackEntry(draft, tar, entry);
                }
            }
        }
        Files.move(draft, ready);
    }

    private static void unpackEntry(Path draft, TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("the archive entry " + entry.getName() + " points outside of its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        return PosixFilePermissions.fromString((mode & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
