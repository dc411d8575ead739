package io.whypfs.local.postgres;

import io.whypfs.local.process.Command;
import io.whypfs.local.process.LogFile;
import io.whypfs.local.process.Processes;
import io.whypfs.local.process.Spawner;
import io.whypfs.local.process.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server in one folder, on one port of 127.0.0.1.
 *
 * <p>{@link #start()} and {@link #stop()} are enough where it is used alone; the supervisor calls {@link #prepare()},
 * runs {@link #command()} itself and asks {@link #isReady()}. The server ends with this JVM. It may be killed at any
 * moment: the next start recovers. Not safe for use by several threads.
 */
public final class PostgresServer implements AutoCloseable {

    /** The one role that exists at first, with all rights. */
    public static final String SUPERUSER = "whypfs";

    /** The database that exists at first. */
    public static final String DATABASE = "whypfs";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final PostgresFolder folder;
    private final PostgresBinaries binaries;
    private final Settings settings;
    private @Nullable Process process;

    /**
     * What a server needs to know.
     *
     * @param folder holds the data; made when missing
     * @param log the server's own output
     * @param port of 127.0.0.1
     * @param password of {@link #SUPERUSER}; must be the same at every start in this folder
     * @param durable false only for throw-away data
     */
    public record Settings(Path folder, Path log, int port, String password, boolean durable) {}

    public PostgresServer(PostgresBinaries binaries, Settings settings) {
        this.binaries = binaries;
        this.settings = settings;
        this.folder = new PostgresFolder(settings.folder().toAbsolutePath().normalize(), binaries);
    }

    /**
     * Makes the data folder when there is none, ends what an earlier run left running, writes the configuration.
     *
     * @throws StartException when the folder belongs to another version of PostgreSQL, or initdb fails
     */
    public void prepare() {
        folder.initialise(settings.password(), settings.durable());
        folder.clearLeftovers();
        folder.configure(new PostgresConfiguration(settings.port(), settings.durable()));
    }

    /** The server process; stop it with SIGINT (its fast shutdown). */
    public Command command() {
        return new Command(
                List.of(binaries.program("postgres"), "-D", folder.data().toString()),
                Map.of(),
                folder.data(),
                settings.log(),
                Command.OwnerDeath.QUIT,
                PostgresFolder.privileges());
    }

    /** Whether the server takes connections. */
    public boolean isReady() {
        return folder.isReady();
    }

    /** Starts the server and waits until it takes connections. */
    public PostgresServer start() {
        prepare();
        Process started = Spawner.start(command());
        process = started;
        boolean ready = Processes.await(() -> isReady() || !started.isAlive(), START_LIMIT);
        if (!ready || !started.isAlive()) {
            throw new StartException("PostgreSQL in " + settings.folder() + " did not start; its last lines:\n"
                    + String.join("\n", new LogFile(settings.log()).lastLines(10)));
        }
        return this;
    }

    /** Stops the server in order; open connections are cut, committed data is safe. */
    public void stop() {
        if (process != null) {
            Processes.end(process.toHandle(), "INT", STOP_LIMIT);
        }
    }

    /** Ends the server as a crash would. */
    public void kill() {
        if (process != null) {
            Processes.end(process.toHandle(), "KILL", STOP_LIMIT);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** The process that accepts connections. */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return process.pid();
    }

    public int port() {
        return settings.port();
    }

    /** The JDBC URL of a database on this server, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
    }

    public String user() {
        return SUPERUSER;
    }

    public String password() {
        return settings.password();
    }
}
