package io.whypfs.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What the disk alone takes for a gibibyte written and synced: no durable store can be faster. */
final class DiskProbe {

    private DiskProbe() {}

    static String measure(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "whypfs-bench-disk", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20);
            long start = System.nanoTime();
            for (int i = 0; i < 1_024; i++) {
                piece.clear().putInt(0, i);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            channel.force(true);
            return String.format(
                    Locale.ROOT,
                    "The disk below %s takes %.2f s to write and sync 1 GiB.",
                    folder,
                    (System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }
}
