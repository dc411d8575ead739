package io.whypfs.local.system;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one folder of a local system, held by one run at a time.
 *
 * <p>Layout: {@code admin.key}, {@code secrets}, {@code whypfs.properties} (the user's, optional), {@code postgres/}, {@code
 * kafka/}, {@code cores/<n>/}, {@code logs/<name>.log}, {@code run/children}, {@code lock}. The kernel gives the lock back
 * when its holder ends in any way.
 */
public final class HomeFolder implements AutoCloseable {

    static final long LEAST_FREE_BYTES = 256L << 20;

    private final Path path;
    private final FileChannel channel;

    private HomeFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder when it is missing, and takes it.
     *
     * @throws StartException when another run has it, it cannot be written, or its disk is nearly full
     */
    public static HomeFolder take(Path path) {
        try {
            Files.createDirectories(path.resolve("logs"));
            Files.createDirectories(path.resolve("run"));
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = holder(channel);
                channel.close();
                throw new StartException("the folder " + path + " is in use by another run" + holder
                        + ": stop that one, or choose another folder with WHYPFS_HOME=.");
            }
            HomeFolder home = new HomeFolder(path, channel);
            home.checkSpace();
            home.writeHolder();
            return home;
        } catch (IOException e) {
            throw new StartException(
                    "the folder " + path + " cannot be used: " + e + ". Choose another with WHYPFS_HOME=.", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private void writeHolder() throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private void checkSpace() throws IOException {
        requireSpace(path, Files.getFileStore(path).getUsableSpace());
    }

    static void requireSpace(Path path, long freeBytes) {
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new StartException("the disk that holds " + path + " has only " + (freeBytes >> 20)
                    + " MiB left and at least " + (LEAST_FREE_BYTES >> 20)
                    + " are needed: free some space, or choose another folder with WHYPFS_HOME=.");
        }
    }

    public Path path() {
        return path;
    }

    Path adminKey() {
        return path.resolve("admin.key");
    }

    Path secrets() {
        return path.resolve("secrets");
    }

    Path userProperties() {
        return path.resolve("whypfs.properties");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String child) {
        return logs().resolve(child + ".log");
    }

    Path children() {
        return path.resolve("run/children");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StartException("could not give back the lock of " + path + ".", e);
        }
    }
}
