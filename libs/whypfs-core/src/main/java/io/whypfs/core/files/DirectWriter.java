package io.whypfs.core.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes large files past the page cache ({@code O_DIRECT}).
 *
 * <p>Copying a mebibyte into fresh pages cost more processor time than hashing it, and left the whole of it to be written
 * at the next sync. Past the cache the device takes it at once; a sync is needed all the same, for the device's own cache
 * and for the file's name and length. Direct writes come in whole sectors: the last one is padded, and the file is then
 * cut to its length.
 */
final class DirectWriter {

    /** Below this a write through the page cache is cheaper. */
    static final int SMALLEST = 512 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DirectWriter.class);
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int BUFFERS = 8;

    private final OpenOption direct;
    private final int sector;
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** More writes than this at once would not make the device faster, and each holds memory outside the heap. */
    private final Semaphore writes = new Semaphore(BUFFERS);

    private DirectWriter(OpenOption direct, int sector) {
        this.direct = direct;
        this.sector = sector;
    }

    /** A writer for the file system that holds this folder, or empty where it does not know direct writes. */
    static Optional<DirectWriter> of(Path folder, FileStore store) throws IOException {
        Path probe = folder.resolve(".direct-" + ProcessHandle.current().pid());
        try {
            DirectWriter writer = new DirectWriter(directOption(), Math.toIntExact(store.getBlockSize()));
            writer.write(probe, new byte[SMALLEST + 1]);
            return Files.size(probe) == SMALLEST + 1 ? Optional.of(writer) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("large blocks are written through the page cache: path={} reason={}", folder, e.toString());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** The option's class is exported by the JDK, and yet the compiler warns of its name beyond suppression. */
    private static OpenOption directOption() {
        try {
            Object[] options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
            return Arrays.stream(options)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedOperationException("no DIRECT among the JDK's open options"));
        } catch (ClassNotFoundException e) {
            throw new UnsupportedOperationException("this JDK has no direct writes", e);
        }
    }

    boolean takes(int length) {
        return length >= SMALLEST && length <= LARGEST;
    }

    /** Writes a new file; waits while many are being written. */
    void write(Path file, byte[] data) throws IOException {
        writes.acquireUninterruptibly();
        ByteBuffer buffer = take(data.length);
        try {
            buffer.clear().put(data);
            int padded = Math.ceilDiv(data.length, sector) * sector;
            while (buffer.position() < padded) {
                buffer.put((byte) 0);
            }
            buffer.flip();
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, direct)) {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                if (padded != data.length) {
                    channel.truncate(data.length);
                }
            }
        } finally {
            free.add(buffer);
            writes.release();
        }
    }

    private ByteBuffer take(int length) {
        int needed = Math.ceilDiv(length, sector) * sector;
        ByteBuffer buffer = free.poll();
        if (buffer != null && buffer.capacity() >= needed) {
            return buffer;
        }
        int capacity = Math.max(needed, Math.ceilDiv(1 << 20, sector) * sector);
        return ByteBuffer.allocateDirect(capacity + sector).alignedSlice(sector);
    }
}
