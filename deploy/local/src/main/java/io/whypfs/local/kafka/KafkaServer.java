package io.whypfs.local.kafka;

import io.whypfs.local.process.Command;
import io.whypfs.local.process.LogFile;
import io.whypfs.local.process.Processes;
import io.whypfs.local.process.Spawner;
import io.whypfs.local.process.StartException;
import io.whypfs.local.tree.BuiltTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker in one folder, on two ports of 127.0.0.1. Topics are not created by use.
 *
 * <p>{@link #start()} and {@link #stop()} are enough where it is used alone; the supervisor calls {@link #prepare()},
 * runs {@link #command()} itself and asks {@link #isReady()}. The broker ends with this JVM. It may be killed at any
 * moment: the next start recovers its logs. The ports may differ from start to start. Not safe for use by several
 * threads.
 */
public final class KafkaServer implements AutoCloseable {

    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(1);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final BuiltTree tree;
    private final Settings settings;
    private @Nullable Process process;

    /**
     * What a broker needs to know.
     *
     * @param folder holds the data; made when missing
     * @param log the broker's own output
     * @param port for clients
     * @param controllerPort for the broker itself
     */
    public record Settings(Path folder, Path log, int port, int controllerPort) {}

    public KafkaServer(BuiltTree tree, Settings settings) {
        this.tree = tree;
        this.settings = settings;
    }

    /**
     * Writes the configuration and formats the storage when that has not been done.
     *
     * @throws StartException when the folder cannot be written or the format tool fails
     */
    public void prepare() {
        try {
            Files.createDirectories(data());
            KafkaConfiguration configuration =
                    new KafkaConfiguration(data(), settings.port(), settings.controllerPort());
            Files.writeString(propertiesFile(), configuration.text());
            if (!Files.exists(data().resolve("meta.properties"))) {
                format();
            }
        } catch (IOException e) {
            throw new StartException(
                    "could not make the Kafka broker's folder " + settings.folder() + ": " + e.getMessage() + ".", e);
        }
    }

    /** The broker process; stop it with SIGTERM. */
    public Command command() {
        List<String> words = java("-Xmx256m");
        if (Files.exists(tree.brokerAotCache())) {
            words.addAll(BuiltTree.aotCache(tree.brokerAotCache()));
        }
        words.addAll(List.of("kafka.Kafka", propertiesFile().toString()));
        return command(words);
    }

    /** The same broker, whose end writes an AOT cache. */
    public Command trainingCommand(Path cache) {
        List<String> words = java("-Xmx256m");
        words.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache, "kafka.Kafka", propertiesFile().toString()));
        return command(words);
    }

    /** Whether the broker answers clients. */
    public boolean isReady() {
        return BrokerProbe.answers(settings.port());
    }

    /** Starts the broker and waits until it answers. */
    public KafkaServer start() {
        prepare();
        Process started = Spawner.start(command());
        process = started;
        boolean ready = Processes.await(() -> isReady() || !started.isAlive(), START_LIMIT);
        if (!ready || !started.isAlive()) {
            throw new StartException("the Kafka broker in " + settings.folder() + " did not start; its last lines:\n"
                    + String.join("\n", new LogFile(settings.log()).lastLines(10)));
        }
        return this;
    }

    /** Stops the broker in order. */
    public void stop() {
        if (process != null) {
            Processes.end(process.toHandle(), "TERM", STOP_LIMIT);
        }
    }

    /** Ends the broker as a crash would. */
    public void kill() {
        if (process != null) {
            Processes.end(process.toHandle(), "KILL", STOP_LIMIT);
        }
    }

    @Override
    public void close() {
        stop();
    }

    public long pid() {
        if (process == null) {
            throw new IllegalStateException("the Kafka broker has not been started");
        }
        return process.pid();
    }

    public int port() {
        return settings.port();
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    private void format() {
        List<String> words = java("-Xmx128m");
        words.addAll(List.of("kafka.tools.StorageTool", "format", "--ignore-formatted"));
        words.addAll(List.of("-t", clusterId(), "-c", propertiesFile().toString()));
        Command command = command(words);
        Process format = Spawner.start(command);
        Processes.await(() -> !format.isAlive(), FORMAT_LIMIT);
        if (format.isAlive() || format.exitValue() != 0) {
            format.destroyForcibly();
            throw new StartException("could not format the Kafka broker's storage in " + data() + "; the last lines:\n"
                    + String.join("\n", new LogFile(settings.log()).lastLines(10)));
        }
    }

    private List<String> java(String heap) {
        return new ArrayList<>(List.of(
                BuiltTree.java(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
                "-cp",
                tree.brokerClassPath()));
    }

    private Command command(List<String> words) {
        return Command.of(words, Map.of(), settings.folder(), settings.log());
    }

    private Path data() {
        return settings.folder().toAbsolutePath().resolve("data");
    }

    private Path propertiesFile() {
        return settings.folder().toAbsolutePath().resolve("server.properties");
    }

    /** Kafka's own form of an id: the 16 bytes of a UUID in base64url. */
    private static String clusterId() {
        String id = clusterId(UUID.randomUUID());
        while (id.startsWith("-")) {
            // The format tool would take it for an option; Kafka's own generator leaves these out, too.
            id = clusterId(UUID.randomUUID());
        }
        return id;
    }

    private static String clusterId(UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
