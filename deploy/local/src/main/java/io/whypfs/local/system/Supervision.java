package io.whypfs.local.system;

import io.whypfs.local.process.LogFile;
import io.whypfs.local.process.Processes;
import io.whypfs.local.process.Spawner;
import io.whypfs.local.process.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps children alive until they are to stop.
 *
 * <p>One thread starts and watches: deaths arrive in a queue, and a child that died is started again after a pause that
 * grows while it keeps dying early. Any other thread may call {@link #stop}; nothing is started after that.
 */
final class Supervision {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);
    private static final Duration LIVED_WELL = Duration.ofSeconds(30);
    private static final long[] PAUSES_MILLIS = {200, 500, 1_000, 2_000, 5_000, 10_000};
    private static final int EARLY_DEATHS = 3;
    private static final int SHOWN_LINES = 12;

    private final Console console;
    private final ChildrenFile childrenFile;
    private final BlockingQueue<Running> deaths = new LinkedBlockingQueue<>();
    private final Map<String, Running> running = new HashMap<>();
    private final Map<Running, Long> restarts = new HashMap<>();
    private final Set<ManagedChild> recovering = new HashSet<>();
    private boolean stopping;

    Supervision(Console console, ChildrenFile childrenFile) {
        this.console = console;
        this.childrenFile = childrenFile;
    }

    /** One life of a child. */
    private static final class Running {
        private final ManagedChild child;
        private final Process process;
        private final long startedNanos = System.nanoTime();
        private final int earlyDeaths;
        private boolean wasReady;

        private Running(ManagedChild child, Process process, int earlyDeaths) {
            this.child = child;
            this.process = process;
            this.earlyDeaths = earlyDeaths;
        }
    }

    /** Starts a child for the first time. */
    void start(ManagedChild child) {
        start(child, 0);
    }

    private void start(ManagedChild child, int earlyDeaths) {
        child.prepare().run();
        synchronized (this) {
            if (stopping) {
                return;
            }
            Running life = new Running(child, Spawner.start(child.command().get()), earlyDeaths);
            running.put(child.name(), life);
            childrenFile.note(child, life.process.pid());
            life.process.onExit().thenAccept(ended -> deaths.add(life));
        }
    }

    /**
     * Waits until all these children are ready, starting again those that die.
     *
     * @throws StartException when one dies three times in a row, or one is not ready in time
     */
    void awaitReady(List<ManagedChild> children, Duration limit) {
        long start = System.nanoTime();
        List<ManagedChild> waiting = new ArrayList<>(children);
        while (!waiting.isEmpty() && !isStopping()) {
            turn(LOOK_AGAIN, true);
            waiting.removeIf(this::becameReady);
            if (System.nanoTime() - start > limit.toNanos()) {
                ManagedChild late = waiting.getFirst();
                throw new StartException(late.name() + " was not ready after " + limit.toSeconds()
                        + " s; its last lines:\n" + lastLines(late));
            }
        }
    }

    private boolean becameReady(ManagedChild child) {
        Running life = life(child);
        if (life == null || !life.process.isAlive() || !child.ready().getAsBoolean()) {
            return false;
        }
        life.wasReady = true;
        console.progress(child.name() + " is up");
        return true;
    }

    private synchronized @Nullable Running life(ManagedChild child) {
        return running.get(child.name());
    }

    /** Watches until {@link #stop} is called. */
    void watch() {
        while (!isStopping()) {
            turn(Duration.ofMillis(500), false);
            recovering.removeIf(this::becameReady);
        }
    }

    private void turn(Duration wait, boolean starting) {
        try {
            Running dead = deaths.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (dead != null && !isStopping()) {
                buried(dead, starting);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long now = System.nanoTime();
        List<Running> due = restarts.entrySet().stream()
                .filter(restart -> now - restart.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        for (Running dead : due) {
            restarts.remove(dead);
            startAgain(dead, starting);
        }
    }

    private void buried(Running dead, boolean starting) {
        boolean early = System.nanoTime() - dead.startedNanos < LIVED_WELL.toNanos();
        int earlyDeaths = early ? dead.earlyDeaths + 1 : 1;
        String how = dead.child.name() + " ended with " + exit(dead.process.exitValue());
        if (starting && !dead.wasReady && earlyDeaths >= EARLY_DEATHS) {
            throw new StartException(
                    how + ", " + earlyDeaths + " times in a row; its last lines:\n" + lastLines(dead.child));
        }
        long pause = PAUSES_MILLIS[Math.min(earlyDeaths, PAUSES_MILLIS.length) - 1];
        console.line(how + " and is started again in " + pause + " ms; its last lines:\n" + lastLines(dead.child));
        restarts.put(new Running(dead.child, dead.process, earlyDeaths), System.nanoTime() + pause * 1_000_000);
    }

    private void startAgain(Running dead, boolean starting) {
        try {
            start(dead.child, dead.earlyDeaths);
            if (!starting) {
                recovering.add(dead.child);
            }
        } catch (StartException e) {
            if (starting) {
                throw e;
            }
            console.line(dead.child.name() + " could not be started again: " + e.getMessage());
            long pause = PAUSES_MILLIS[PAUSES_MILLIS.length - 1];
            restarts.put(dead, System.nanoTime() + pause * 1_000_000);
        }
    }

    private static String exit(int code) {
        return "exit code " + code + (code > 128 ? " (signal " + (code - 128) + ")" : "");
    }

    private static String lastLines(ManagedChild child) {
        List<String> lines = new LogFile(child.command().get().log()).lastLines(SHOWN_LINES);
        return lines.isEmpty() ? "    (none)" : "    " + String.join("\n    ", lines);
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /**
     * Stops all children; those of one stage side by side, one stage after the other.
     *
     * @param stages names, first to stop first
     */
    void stop(List<List<String>> stages) {
        synchronized (this) {
            stopping = true;
        }
        for (List<String> stage : stages) {
            List<Thread> stops = stage.stream()
                    .map(running::get)
                    .filter(life -> life != null && life.process.isAlive())
                    .map(life -> Thread.ofPlatform().start(() -> stop(life)))
                    .toList();
            stops.forEach(Supervision::join);
        }
        childrenFile.clear();
    }

    private void stop(Running life) {
        ManagedChild child = life.child;
        boolean ended = Processes.end(life.process.toHandle(), child.stopSignal(), child.stopLimit());
        console.progress(child.name()
                + (ended
                        ? " has stopped"
                        : " did not stop within " + child.stopLimit().toSeconds() + " s and was killed"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
