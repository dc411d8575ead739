package io.whypfs.testsupport;

import io.whypfs.local.tree.BuiltTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for servers that tests start; they lie below {@code target} and go when the JVM ends. */
final class TestFolders {

    private TestFolders() {}

    static Path fresh(String name) {
        try {
            Path parent = Files.createDirectories(BuiltTree.find().root().resolve("libs/test-support/target/servers"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, then removes its folder, when this JVM ends. */
    static void atJvmEnd(Runnable stop, Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            delete(folder);
        }));
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
