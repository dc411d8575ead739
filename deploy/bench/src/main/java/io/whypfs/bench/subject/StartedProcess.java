package io.whypfs.bench.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** A child of the benchmark whose output tells when it is ready. */
final class StartedProcess implements AutoCloseable {

    private static final int REMEMBERED_LINES = 20;

    private final Process process;

    private StartedProcess(Process process) {
        this.process = process;
    }

    /** What a started process said when it was ready. */
    record Ready(StartedProcess process, String line) {}

    /** Waits for the first line that begins with {@code sign}. */
    static Ready start(ProcessBuilder command, String sign) {
        try {
            Process process = command.redirectErrorStream(true).start();
            StartedProcess started = new StartedProcess(process);
            Deque<String> last = new ArrayDeque<>();
            BufferedReader output = process.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(sign)) {
                    Thread.ofVirtual().start(() -> discard(output));
                    return new Ready(started, line);
                }
                last.add(line);
                if (last.size() > REMEMBERED_LINES) {
                    last.remove();
                }
            }
            throw new IllegalStateException(
                    command.command().getFirst() + " ended before it was ready:\n" + String.join("\n", last));
        } catch (IOException e) {
            throw new UncheckedIOException(command.command().getFirst() + " cannot be started", e);
        }
    }

    /** Keeps the pipe empty, or the process would stand still once it is full. */
    private static void discard(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The process has ended, and its output with it.
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
