package io.whypfs.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service refuses to start with a setting it does not know, so the chart may write only what the sources read. */
@Timeout(120)
class SettingsTest {

    private static final Path TREE = Path.of("..");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
    private static final Pattern SETTING = Pattern.compile("\\n    (?!default)[A-Za-z][\\w<>.]* (\\w+)\\(\\);");
    private static final Map<String, String> SOURCES = Map.of(
            "api-node", "services/api-node",
            "core-node", "services/core-node",
            "bucket-scheduler", "services/bucket-scheduler",
            "deal-maker", "services/deal-maker",
            "auth-service", "auth-service",
            "proxifier", "proxifier");

    @Test
    void everySettingTheChartWritesIsReadByItsService() {
        // Given
        Chart chart = Chart.minimal();

        // Then
        SOURCES.forEach((service, folder) -> {
            Set<String> known = new TreeSet<>(settingsOf(TREE.resolve(folder)));
            known.addAll(settingsOf(TREE.resolve("services/service-kit")));
            assertThat(chart.config(service))
                    .filteredOn(line -> line.startsWith("whypfs."))
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .as(service)
                    .isSubsetOf(known);
        });
    }

    @Test
    void everySettingInTheEnvironmentIsReadByItsService() {
        Chart.minimal().workloads().forEach((service, workload) -> {
            Set<String> known = Stream.of(SOURCES.get(service), "services/service-kit")
                    .flatMap(folder -> settingsOf(TREE.resolve(folder)).stream())
                    .map(name -> name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            assertThat(Chart.container(workload).path("env").findValuesAsText("name"))
                    .filteredOn(name -> name.startsWith("WHYPFS_"))
                    .as(service)
                    .isSubsetOf(known);
        });
    }

    private static Set<String> settingsOf(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(SettingsTest::read)
                    .flatMap(SettingsTest::settings)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> settings(String source) {
        Matcher prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return Stream.empty();
        }
        return SETTING.matcher(source)
                .results()
                .map(method -> prefix.group(1) + "."
                        + method.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
