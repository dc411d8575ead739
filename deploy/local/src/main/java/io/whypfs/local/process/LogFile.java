package io.whypfs.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file that a child's output goes to. Kept over restarts of the child, moved aside when the system starts. */
public record LogFile(Path path) {

    private static final int KEPT = 3;
    private static final int TAIL_BYTES = 16 * 1024;

    /** Moves the file to {@code .1}, that one to {@code .2} and so on; the oldest goes. */
    public void rotate() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        for (int age = KEPT - 1; age >= 0; age--) {
            Path from = aged(age);
            if (Files.exists(from)) {
                Files.move(from, aged(age + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The last lines, oldest first; none when there is no file. */
    public List<String> lastLines(int count) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private Path aged(int age) {
        return age == 0 ? path : path.resolveSibling(path.getFileName() + "." + age);
    }
}
