package io.whypfs.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.whypfs.local.tree.BuiltTree;
import io.whypfs.queue.JobQueue;
import io.whypfs.queue.PastRun;
import io.whypfs.queue.TypedJob;
import io.whypfs.testsupport.TestPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The job of docs/jobs.md, taken from there as it is: one class and one line of configuration. */
@Timeout(120)
class DocumentedJobIT {

    @TempDir
    Path folder;

    @Test
    void aJobOfOneClassAndOneLineOfConfigurationRuns() throws Exception {
        // Given
        String page = Files.readString(BuiltTree.find().root().resolve("docs/jobs.md"));
        TypedJob job = compiled(block(page, "java"));
        Path counted = Files.createDirectory(folder.resolve("downloads"));
        Files.writeString(counted.resolve("a"), "a");
        Files.writeString(counted.resolve("b"), "b");
        JobsConfig config = config(block(page, "properties").replace("/tmp/downloads", counted.toString()));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        // When
        try (JobQueue queue = new JobBeans()
                .queue(database(), config, Clock.systemUTC(), meters, List.of(), List.of(job), List.of())) {
            queue.start();

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !queue.runs("downloads", 1).isEmpty());
            assertThat(queue.runs("downloads", 10)).extracting(PastRun::why).containsExactly("2 files");
            assertThat(queue.get("downloads").definition().system()).isTrue();
        }
        assertThat(meters.get("whypfs.jobs.runs")
                        .tags("type", "folder-size", "end", "done")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("whypfs.jobs.duration")
                        .tags("type", "folder-size")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("whypfs.jobs.running")
                        .tags("type", "folder-size")
                        .gauge()
                        .value())
                .isZero();
    }

    private static String block(String page, String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1);
    }

    private TypedJob compiled(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("FolderSize.java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(result).as("compiles").isZero();
        // The loader lives as long as the job that it loaded.
        URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        return (TypedJob) loader.loadClass("FolderSize").getConstructor().newInstance();
    }

    private static JobsConfig config(String properties) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(properties));
        Map<String, String> settings =
                read.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, read::getProperty));
        return JobsConfigTest.config(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(settings, "docs", 250)));
    }

    private static PGSimpleDataSource database() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser("whypfs_deal");
        source.setPassword(database.password());
        return source;
    }
}
