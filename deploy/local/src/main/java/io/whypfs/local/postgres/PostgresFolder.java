package io.whypfs.local.postgres;

import io.whypfs.local.process.Command;
import io.whypfs.local.process.LogFile;
import io.whypfs.local.process.Processes;
import io.whypfs.local.process.Spawner;
import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder of one server: the data as {@code initdb} makes it, in {@code data}, and what surrounds its making.
 *
 * @param path absolute; {@code data} appears in it whole or not at all
 */
record PostgresFolder(Path path, PostgresBinaries binaries) {

    private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(10);
    private static final int STATUS_LINE = 7;

    Path data() {
        return path.resolve("data");
    }

    static Command.Privileges privileges() {
        try {
            boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            return root ? Command.Privileges.USER_NAMESPACE : Command.Privileges.KEPT;
        } catch (IOException e) {
            throw new StartException("could not see in /proc/self who runs this.", e);
        }
    }

    /** Makes the data folder beside its place and moves it there when it is whole. */
    void initialise(String password, boolean durable) {
        try {
            if (Files.exists(data())) {
                checkVersion();
                return;
            }
            Path draft = path.resolve("initdb");
            Files.createDirectories(path);
            PostgresBinaries.deleteTree(draft);
            Path passwordFile = path.resolve("initdb.password");
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password + "\n");
            List<String> initdb = new ArrayList<>(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + draft,
                    "--username=" + PostgresServer.SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C"));
            if (!durable) {
                initdb.add("--no-sync");
            }
            run(initdb);
            Files.delete(passwordFile);
            createDatabase(draft);
            Files.move(draft, data());
        } catch (IOException e) {
            throw new StartException("could not make PostgreSQL's data folder " + data() + ": " + e.getMessage(), e);
        }
    }

    /** Runs the server without a listener for one statement; the programs bring no client. */
    private void createDatabase(Path draft) throws IOException {
        Path statement = path.resolve("initdb.sql");
        Files.writeString(statement, "CREATE DATABASE " + PostgresServer.DATABASE + "\n");
        run(List.of(
                "sh",
                "-c",
                "exec \"$0\" --single -D \"$1\" postgres < \"$2\"",
                binaries.program("postgres"),
                draft.toString(),
                statement.toString()));
        Files.delete(statement);
    }

    private void run(List<String> words) throws IOException {
        Path log = path.resolve("initdb.log");
        Process process = Spawner.start(new Command(words, Map.of(), path, log, Command.OwnerDeath.KILL, privileges()));
        Processes.await(() -> !process.isAlive(), INIT_LIMIT);
        if (process.isAlive() || process.exitValue() != 0) {
            process.destroyForcibly();
            String lines = String.join("\n", new LogFile(log).lastLines(10));
            throw new StartException("PostgreSQL could not make its data folder in " + path + ": " + lines);
        }
    }

    private void checkVersion() throws IOException {
        Path file = data().resolve("PG_VERSION");
        String found = Files.exists(file) ? Files.readString(file).strip() : "an unknown version";
        if (!found.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new StartException("the data in " + data() + " was written by PostgreSQL " + found
                    + " and this system runs PostgreSQL " + PostgresBinaries.MAJOR_VERSION
                    + ": use another WHYPFS_HOME, or dump the data with the old version first.");
        }
    }

    /**
     * Ends processes that still work in the data folder and removes {@code postmaster.pid}.
     *
     * <p>The caller owns the folder, so whatever the file says is old. PostgreSQL itself would refuse to start where
     * the number in it belongs to some other process by now.
     */
    void clearLeftovers() {
        List<Long> left = Processes.workingIn(realData());
        left.forEach(pid -> Processes.signal(pid, "QUIT"));
        if (!Processes.await(() -> Processes.workingIn(realData()).isEmpty(), LEFTOVER_LIMIT)) {
            Processes.workingIn(realData()).forEach(pid -> Processes.signal(pid, "KILL"));
            Processes.await(() -> Processes.workingIn(realData()).isEmpty(), LEFTOVER_LIMIT);
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new StartException("could not remove the old " + pidFile() + ": " + e.getMessage() + ".", e);
        }
    }

    void configure(PostgresConfiguration configuration) {
        try {
            Files.writeString(data().resolve("postgresql.conf"), configuration.text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartException("could not write PostgreSQL's configuration in " + data() + ".", e);
        }
    }

    /** The eighth line of {@code postmaster.pid} is what {@code pg_ctl} waits for, too. */
    boolean isReady() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException notThereYet) {
            return false;
        }
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Path realData() {
        try {
            return data().toRealPath();
        } catch (IOException e) {
            throw new StartException("PostgreSQL's data folder " + data() + " is gone.", e);
        }
    }
}
