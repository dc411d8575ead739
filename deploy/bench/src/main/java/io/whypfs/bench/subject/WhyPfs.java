package io.whypfs.bench.subject;

import io.whypfs.bench.load.LoadRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A WhyPFS behind its front door, one that runs or one started for this. */
public final class WhyPfs implements Target {

    private static final String SUPERVISOR = "io.whypfs.local.Supervisor";

    private final URI base;
    private final String key;
    private final List<Long> processes;
    private final List<AutoCloseable> belongings;

    private WhyPfs(URI base, String key, List<Long> processes, List<AutoCloseable> belongings) {
        this.base = base;
        this.key = key;
        this.processes = processes;
        this.belongings = belongings;
    }

    /** One that runs already; its processes are metered when a single supervisor runs on this machine. */
    public static WhyPfs running(URI base, String key) {
        List<Long> supervisors = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(SUPERVISOR))
                .map(ProcessHandle::pid)
                .toList();
        return new WhyPfs(base, key, supervisors.size() == 1 ? supervisors : List.of(), List.of());
    }

    /** Starts one from a built tree, with its data in a temporary folder below {@code parent}. */
    public static WhyPfs started(Path tree, Path parent, Map<String, String> environment) {
        Path jar = tree.resolve("deploy/local/target/whypfs-local-0.1.0.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: run make build first, or name a running WhyPFS with" + " --url and --key.");
        }
        TemporaryFolder home = TemporaryFolder.create(parent, "whypfs-bench-");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dwhypfs.tree=" + tree,
                "-cp",
                jar + ":" + tree.resolve("deploy/local/target/lib") + "/*",
                SUPERVISOR);
        command.environment().putAll(environment);
        command.environment().put("WHYPFS_HOME", home.path().toString());
        command.environment().put("PORT", "0");
        StartedProcess.Ready ready;
        try {
            ready = StartedProcess.start(command, "ready");
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
        URI base = URI.create(ready.line().replaceFirst("^ready at (\\S+).*$", "$1"));
        try {
            String key = Files.readString(home.path().resolve("admin.key")).strip();
            return new WhyPfs(base, key, List.of(ready.process().pid()), List.of(ready.process(), home));
        } catch (IOException e) {
            ready.process().close();
            throw new UncheckedIOException("The admin's key cannot be read", e);
        }
    }

    @Override
    public String name() {
        return "WhyPFS";
    }

    @Override
    public LoadRun.Uploads uploads(long fileBytes) {
        return new LoadRun.Uploads(
                base.getHost(), port(), "/content/add", "Authorization: Bearer " + key + "\r\n", "data", fileBytes);
    }

    @Override
    public LoadRun.Reads reads(List<String> cids, long fileBytes) {
        return new LoadRun.Reads(
                base.getHost(), port(), cids.stream().map(cid -> "/ipfs/" + cid).toList(), fileBytes);
    }

    private int port() {
        return base.getPort() < 0 ? 80 : base.getPort();
    }

    @Override
    public List<Long> processes() {
        return processes;
    }

    @Override
    public void close() {
        Closing.inOrder(belongings);
    }
}
