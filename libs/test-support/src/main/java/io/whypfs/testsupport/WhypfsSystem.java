package io.whypfs.testsupport;

import io.whypfs.local.process.Processes;
import io.whypfs.local.tree.BuiltTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole system, started from the built tree as {@code make run} starts it, on free ports.
 *
 * <p>Child names: {@code postgres}, {@code kafka}, {@code auth-service}, {@code core-node-<n>}, {@code api-node-<n>}, {@code
 * bucket-scheduler}, {@code deal-maker}, {@code devnet}, {@code proxifier}. The system ends with this JVM in any case.
 */
public final class WhypfsSystem implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);

    private final Path home;
    private final boolean throwAway;
    private final Process supervisor;
    private final List<String> output = new ArrayList<>();
    private @Nullable URI baseUrl;
    private boolean ended;

    /**
     * What to start.
     *
     * @param home kept after {@link #stop}; null for a folder that goes
     * @param arguments {@code -Dkey=value} for the services
     */
    public record Options(int cores, int apis, @Nullable Path home, List<String> arguments) {

        /** One core-node and one api-node in a folder that goes. */
        public static Options small() {
            return new Options(1, 1, null, List.of());
        }

        public Options withCores(int count) {
            return new Options(count, apis, home, arguments);
        }

        public Options withApis(int count) {
            return new Options(cores, count, home, arguments);
        }

        public Options withHome(Path folder) {
            return new Options(cores, apis, folder, arguments);
        }

        public Options withArguments(String... more) {
            return new Options(cores, apis, home, List.of(more));
        }
    }

    private WhypfsSystem(Path home, boolean throwAway, Process supervisor) {
        this.home = home;
        this.throwAway = throwAway;
        this.supervisor = supervisor;
    }

    /**
     * Starts a system and waits for the line that begins with {@code ready}.
     *
     * @throws IllegalStateException with all that the supervisor said, when it ends before that
     */
    public static WhypfsSystem start(Options options) {
        Path home = options.home();
        boolean throwAway = home == null;
        Path folder = home == null ? TestFolders.fresh("system") : home;
        try {
            WhypfsSystem system = new WhypfsSystem(folder, throwAway, supervisor(options, folder));
            Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
            Thread reader = new Thread(system::read, "supervisor output");
            reader.setDaemon(true);
            reader.start();
            system.awaitReady();
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process supervisor(Options options, Path home) throws IOException {
        Path root = BuiltTree.find().root();
        Path target = root.resolve("deploy/local/target");
        List<String> words = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "TERM",
                "--",
                BuiltTree.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dwhypfs.tree=" + root,
                "-cp",
                target.resolve("classes") + ":" + BuiltTree.classPath(target.resolve("lib")),
                "io.whypfs.local.Supervisor"));
        words.addAll(options.arguments());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("WHYPFS_HOME", home.toString());
        builder.environment().put("PORT", "0");
        builder.environment().put("CORES", Integer.toString(options.cores()));
        builder.environment().put("APIS", Integer.toString(options.apis()));
        return builder.start();
    }

    private void read() {
        try (BufferedReader lines = supervisor.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said(line);
            }
        } catch (IOException e) {
            said("the supervisor's output broke: " + e.getMessage());
        } finally {
            end();
        }
    }

    private synchronized void said(String line) {
        output.add(line);
        if (line.startsWith("ready at ")) {
            baseUrl = URI.create(line.split(" ")[2]);
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void awaitReady() {
        try {
            while (baseUrl == null && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.destroy();
        }
        if (baseUrl == null) {
            throw new IllegalStateException("the system did not start:\n" + String.join("\n", output));
        }
    }

    /** The front door, without a slash at its end. */
    public synchronized URI baseUrl() {
        if (baseUrl == null) {
            throw new IllegalStateException("the system is not ready");
        }
        return baseUrl;
    }

    /** The administrator's API key. */
    public String adminKey() {
        try {
            return Files.readString(home.resolve("admin.key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path home() {
        return home;
    }

    /** What the supervisor has said until now. */
    public synchronized List<String> output() {
        return List.copyOf(output);
    }

    public long supervisorPid() {
        return supervisor.pid();
    }

    /** The process numbers of all children now, by name. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        children().forEach((name, words) -> pids.put(name, Long.parseLong(words[1])));
        return pids;
    }

    /** Where a child listens, behind the front door. */
    public URI url(String name) {
        return URI.create(child(name)[3]);
    }

    /** The value of a generated secret: {@code internal-token}, {@code postgres-password} and the like. */
    public String secret(String name) {
        try {
            return Files.readAllLines(home.resolve("secrets")).stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no secret " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills a child as a crash would, and returns when it is gone; the supervisor starts it again. */
    public void kill9(String name) {
        long pid = Long.parseLong(child(name)[1]);
        long ticks = Processes.startTicks(pid).orElse(-1);
        Processes.signal(pid, "KILL");
        Processes.await(() -> Processes.startTicks(pid).orElse(-2) != ticks, Duration.ofSeconds(20));
    }

    /** Freezes a child where it stands (SIGSTOP): it is there, and does not answer. */
    public void stopProcess(String name) {
        Processes.signal(Long.parseLong(child(name)[1]), "STOP");
    }

    /** Lets a frozen child go on (SIGCONT). */
    public void continueProcess(String name) {
        Processes.signal(Long.parseLong(child(name)[1]), "CONT");
    }

    /** What Kafka clients take as {@code bootstrap.servers}. */
    public String kafkaBootstrapServers() {
        return url("kafka").getAuthority();
    }

    /** Kills the supervisor as a crash would; the kernel ends its children. */
    public void kill9Supervisor() {
        supervisor.destroyForcibly();
        waitFor();
    }

    /**
     * Stops everything in order.
     *
     * @return the supervisor's exit code
     */
    public int stop() {
        supervisor.destroy();
        int code = waitFor();
        if (throwAway && Files.exists(home)) {
            TestFolders.delete(home);
        }
        return code;
    }

    @Override
    public void close() {
        stop();
    }

    private int waitFor() {
        try {
            if (!supervisor.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                supervisor.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.destroyForcibly();
        }
        return supervisor.isAlive() ? -1 : supervisor.exitValue();
    }

    private String[] child(String name) {
        String[] words = children().get(name);
        if (words == null) {
            throw new IllegalArgumentException(
                    "no child " + name + " among " + children().keySet());
        }
        return words;
    }

    private Map<String, String[]> children() {
        Map<String, String[]> children = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(home.resolve("run/children"))) {
                String[] words = line.split(" ");
                children.put(words[0], words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return children;
    }
}
