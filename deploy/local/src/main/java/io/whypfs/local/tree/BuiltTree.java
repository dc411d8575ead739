package io.whypfs.local.tree;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source tree after {@code make build}.
 *
 * @param root the folder of the root pom
 */
public record BuiltTree(Path root) {

    /** System property that names the root where it cannot be found from the working directory. */
    public static final String PROPERTY = "whypfs.tree";

    /**
     * The tree around the working directory: Maven runs tests in their module's folder.
     *
     * @throws StartException when there is none
     */
    public static BuiltTree find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return new BuiltTree(Path.of(named).toAbsolutePath().normalize());
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/broker/pom.xml"))) {
                return new BuiltTree(folder);
            }
        }
        throw new StartException("no WhyPFS source tree around " + start + "; name its root with -D" + PROPERTY + "=.");
    }

    /** Where PostgreSQL's programs are unpacked. */
    public Path postgresCache() {
        return root.resolve("deploy/local/target/postgres");
    }

    /** The broker's jars in a fixed order: an AOT cache fits one class path only. */
    public String brokerClassPath() {
        return classPath(root.resolve("deploy/broker/target/lib"));
    }

    /** The broker's AOT cache, which may be missing. */
    public Path brokerAotCache() {
        return root.resolve("deploy/broker/target/broker.aot");
    }

    /**
     * The options that make a JVM use an AOT cache. One that does not fit is left aside by the JVM, which then starts more
     * slowly; its many warnings about single adapters say nothing else.
     */
    public static List<String> aotCache(Path cache) {
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error");
    }

    /** All jars of a folder, in the order of their names, joined for {@code -cp}. */
    public static String classPath(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            String joined = jars(files).stream().map(Path::toString).collect(Collectors.joining(":"));
            if (joined.isEmpty()) {
                throw new StartException("no jars in " + folder + ": run make build first.");
            }
            return joined;
        } catch (IOException e) {
            throw new StartException("the folder " + folder + " is missing: run make build first.", e);
        }
    }

    private static List<Path> jars(Stream<Path> files) {
        return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                .sorted()
                .toList();
    }

    /** The {@code java} that runs this JVM: the children run on the same JDK. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
