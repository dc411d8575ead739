package io.whypfs.local.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks at processes through {@code /proc} and signals them by number. */
public final class Processes {

    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /**
     * When the process started, in clock ticks since the machine came up; with the number it names one process for
     * good, as numbers are used again. Empty when there is no such process.
     */
    public static OptionalLong startTicks(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            // The second field is the program's name in parentheses and may hold blanks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[19]));
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    /** All processes that work in this folder: how a server's own children are found. */
    public static List<Long> workingIn(Path folder) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (worksIn(entry, folder)) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new StartException("could not list the processes in /proc: " + e.getMessage() + ".", e);
        }
        return found;
    }

    private static boolean worksIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    /**
     * Sends a signal; a process that has ended meanwhile is fine.
     *
     * @param signal as {@code kill} names it, without SIG
     */
    public static void signal(long pid, String signal) {
        try {
            // The shell's own kill: a small machine may lack the program.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new StartException("could not send SIG" + signal + " to process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks a process to end, waits, and kills it when it has not ended in time.
     *
     * @return whether it ended before it had to be killed
     */
    public static boolean end(ProcessHandle process, String signal, Duration limit) {
        if (!process.isAlive()) {
            return true;
        }
        signal(process.pid(), signal);
        boolean ended = await(() -> !process.isAlive(), limit);
        if (!ended) {
            process.destroyForcibly();
            await(() -> !process.isAlive(), Duration.ofSeconds(10));
        }
        return ended;
    }

    /** Looks every few milliseconds until the condition holds; false when it does not hold in time. */
    public static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            pause(Duration.ofMillis(20));
        }
        return true;
    }

    /** Waits; an interrupt ends the wait early and stays set. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
