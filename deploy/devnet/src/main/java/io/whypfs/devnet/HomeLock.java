package io.whypfs.devnet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds the home folder for one devnet; the kernel lets go when the process dies. */
record HomeLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /** @throws IOException when another devnet runs in the folder */
    static HomeLock take(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another devnet runs in " + file.getParent());
        }
        return new HomeLock(channel, lock);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
