package io.whypfs.corenode.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The id of a core, kept in {@code whypfs/core-id} of its storage folder: it goes where the blocks go.
 *
 * <p>{@code whypfs/} is beside {@code blocks/}, where Kubo ignores it.
 */
public record CoreId(UUID value) {

    /**
     * Reads the id, or makes one and keeps it durably when there is none.
     *
     * @throws IOException when the folder cannot be read or written, or the file holds no UUID
     */
    public static CoreId loadOrCreate(Path storage) throws IOException {
        Path folder = storage.resolve("whypfs");
        Path file = folder.resolve("core-id");
        if (Files.exists(file)) {
            return parse(file);
        }
        Files.createDirectories(folder);
        CoreId id = new CoreId(UUID.randomUUID());
        Path temporary = folder.resolve("core-id.new");
        Files.writeString(temporary, id.value() + "\n");
        sync(temporary, StandardOpenOption.WRITE);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder, StandardOpenOption.READ);
        return id;
    }

    private static CoreId parse(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        try {
            return new CoreId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "The file " + file + " holds '" + text + "', which is no UUID. Put this core's id back: "
                            + "it stands in the logs of earlier starts and in core.nodes.",
                    e);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
