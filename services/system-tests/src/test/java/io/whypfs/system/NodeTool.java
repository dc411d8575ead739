package io.whypfs.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts of {@code src/test/js}, whose packages npm installs once, from the lock file. */
final class NodeTool {

    private static final Path SCRIPTS = Path.of("src", "test", "js").toAbsolutePath();

    private NodeTool() {}

    /** Runs {@code node script arguments...} and returns what it printed, without the line end. */
    static synchronized String run(String script, String... arguments) throws IOException, InterruptedException {
        if (!Files.exists(SCRIPTS.resolve("node_modules/.package-lock.json"))) {
            command(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"), 300);
        }
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return command(command, 120);
    }

    private static String command(List<String> command, int seconds) throws IOException, InterruptedException {
        File out = Files.createTempFile("node-tool", ".out").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(SCRIPTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out)
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + seconds + " s");
            }
            String printed =
                    Files.readString(out.toPath(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + ":\n" + printed);
            }
            return printed;
        } finally {
            Files.deleteIfExists(out.toPath());
        }
    }
}
