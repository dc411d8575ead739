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
    CORE(
            "core-node",
            "services/core-node",
            "core",
            Jvm.BYTES,
            "whypfs.storage.",
            "whypfs.node.",
            "whypfs.ingest.",
            "whypfs.pieces.",
            "whypfs.pieces.secret",
            "whypfs.inbox.",
            "whypfs.outbox.",
            "whypfs.kafka.",
            "whypfs.time."),
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
            "whypfs.dealmaker.",
            "whypfs.inbox.",
            "whypfs.outbox.",
            "whypfs.kafka."),
    SCHEDULER(
            "bucket-scheduler",
            "services/bucket-scheduler",
            "bucket",
            Jvm.SMALL,
            "whypfs.buckets.",
            "whypfs.jobs.",
            "whypfs.inbox.",
            "whypfs.outbox.",
            "whypfs.kafka.",
            "whypfs.time."),
    DEALS(
            "deal-maker",
            "services/deal-maker",
            "deal",
            Jvm.SMALL,
            "whypfs.chain.",
            "whypfs.wallet.",
            "whypfs.funds.",
            "whypfs.choice.",
            "whypfs.providers.",
            "whypfs.deals.",
            "whypfs.pieces.secret",
            "whypfs.pieces.public-url",
            "whypfs.jobs.",
            "whypfs.inbox.",
            "whypfs.outbox.",
            "whypfs.kafka.",
            "whypfs.time."),
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

    /** Whether a setting is for this kind: no other kind's entry names it more exactly. */
    boolean knows(String key) {
        return key.startsWith(FRAMEWORK) || (match(key) > 0 && match(key) == longestMatch(key));
    }

    /** Whether it has settings below a prefix. */
    boolean hasSettingsBelow(String prefix) {
        return prefixes.stream().anyMatch(entry -> entry.startsWith(prefix + "."));
    }

    private static int longestMatch(String key) {
        return Arrays.stream(values()).mapToInt(kind -> kind.match(key)).max().orElse(0);
    }

    private int match(String key) {
        return prefixes.stream()
                .filter(key::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    static Optional<ServiceKind> titled(String title) {
        return Arrays.stream(values()).filter(kind -> kind.title.equals(title)).findFirst();
    }
}
