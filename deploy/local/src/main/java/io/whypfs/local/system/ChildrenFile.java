package io.whypfs.local.system;

import io.whypfs.local.process.Processes;
import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file {@code run/children}: which processes belong to this run, so that the next run finds what a crash left over.
 *
 * <p>One line per child: name, process number, start time in ticks, URL, separated by blanks.
 */
final class ChildrenFile {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();

    ChildrenFile(Path file) {
        this.file = file;
    }

    /** Notes a child that has just been started, in the place of an earlier one of that name. */
    synchronized void note(ManagedChild child, long pid) {
        long ticks = Processes.startTicks(pid).orElse(0);
        lines.put(child.name(), child.name() + " " + pid + " " + ticks + " " + child.url() + "\n");
        write();
    }

    /** Forgets all children: they have been stopped. */
    synchronized void clear() {
        lines.clear();
        write();
    }

    /**
     * Ends whatever an earlier run has left running.
     *
     * @return the names of the processes that had to be ended
     */
    List<String> endLeftovers() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> ended = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                if (words.length >= 3 && isAlive(words)) {
                    end(words);
                    ended.add(words[0]);
                }
            }
        } catch (IOException e) {
            throw new StartException("could not read " + file + ": " + e.getMessage() + ".", e);
        }
        return ended;
    }

    private static void end(String[] words) {
        // PostgreSQL ends its own children on SIGQUIT; the others have none.
        Processes.signal(Long.parseLong(words[1]), words[0].equals(SystemPlan.POSTGRES) ? "QUIT" : "KILL");
        if (!Processes.await(() -> !isAlive(words), LIMIT)) {
            Processes.signal(Long.parseLong(words[1]), "KILL");
            Processes.await(() -> !isAlive(words), LIMIT);
        }
    }

    private static boolean isAlive(String[] words) {
        long ticks = Processes.startTicks(Long.parseLong(words[1])).orElse(-1);
        return ticks == Long.parseLong(words[2]);
    }

    private void write() {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, lines.values().stream().collect(Collectors.joining()));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartException("could not write " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
