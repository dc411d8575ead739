package io.whypfs.local.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The services: where each is built, which schema it owns, which settings it knows, how its JVM runs.
 *
 * <p>The memory of a small machine is the budget: Serial GC, small heaps, and only the first compiler where nothing is
 * hashed or piped.
 */
enum ServiceKind {
    AUTH(
            "auth-service",
            "auth-service",
            "auth",
            Jvm.SMALL,
            "whypfs.accounts.",
            "whypfs.bootstrap.",
            "whypfs.registration."),
    CORE("core-node", "services/core-node", "core", Jvm.BYTES, "whypfs.storage.", "whypfs.node.", "whypfs.ingest."),
    API(
            "api-node",
            "services/api-node",
            "content",
            Jvm.BYTES,
            "whypfs.auth.",
            "whypfs.cores.",
            "whypfs.public.",
            "whypfs.scheduler.",
            "whypfs.sweep.",
            "whypfs.upload.",
            "whypfs.outbox.",
            "whypfs.kafka."),
    SCHEDULER("bucket-scheduler", "services/bucket-scheduler", "bucket", Jvm.SMALL, "whypfs.inbox.", "whypfs.kafka."),
    DEALS("deal-maker", "services/deal-maker", "deal", Jvm.SMALL, "whypfs.inbox.", "whypfs.kafka."),
    PROXIFIER("proxifier", "proxifier", "", Jvm.PIPE, "whypfs.proxifier.");

    /** Settings of the framework, which every service knows. */
    private static final String FRAMEWORK = "quarkus.";

    private final String title;
    private final String folder;
    private final String schema;
    private final Jvm jvm;
    private final List<String> prefixes;

    ServiceKind(String title, String folder, String schema, Jvm jvm, String... prefixes) {
        this.title = title;
        this.folder = folder;
        this.schema = schema;
        this.jvm = jvm;
        this.prefixes = List.of(prefixes);
    }

    /** The options of a JVM. */
    private enum Jvm {
        SMALL("-Xmx256m", "-Xms32m", "-XX:TieredStopAtLevel=1"),
        PIPE("-Xmx256m", "-Xms32m"),
        BYTES("-Xmx512m", "-Xms64m");

        private final List<String> options;

        Jvm(String... options) {
            this.options = List.of(options);
        }
    }

    String title() {
        return title;
    }

    /** The login role, empty where there is no database. */
    String role() {
        return schema.isEmpty() ? "" : "whypfs_" + schema;
    }

    String schema() {
        return schema;
    }

    List<String> jvmOptions(Path logs) {
        List<String> options = new ArrayList<>(jvm.options);
        options.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=" + logs.resolve("crash-" + title + "-%p.log"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        return options;
    }

    /** The source folder, below the tree's root. */
    String folder() {
        return folder;
    }

    Path jar(Path tree) {
        return tree.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
    }

    Path aotCache(Path tree) {
        return tree.resolve(folder).resolve("target").resolve(title + ".aot");
    }

    boolean knows(String key) {
        return key.startsWith(FRAMEWORK) || prefixes.stream().anyMatch(key::startsWith);
    }

    static Optional<ServiceKind> titled(String title) {
        return Arrays.stream(values()).filter(kind -> kind.title.equals(title)).findFirst();
    }
}
