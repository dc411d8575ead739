package io.whypfs.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.local.process.StartException;
import io.whypfs.local.tree.BuiltTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void standsAloneByDefault() {
        // When
        LocalSettings settings = LocalSettings.from(List.of(), Map.of("CORES", ""), new BuiltTree(folder));

        // Then
        assertThat(settings)
                .isEqualTo(new LocalSettings(
                        new BuiltTree(folder), folder.resolve(".whypfs"), 1313, 1, 1, 8, false, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 70000, 'PORT=70000 is not a number from 0 to 65535.'",
        "CORES, 0, 'CORES=0 is not a number from 1 to 16.'",
        "APIS, two, 'APIS=two is not a number from 1 to 16.'"
    })
    void namesTheNumberThatMakesNoSense(String name, String value, String sentence) {
        assertThatThrownBy(() -> LocalSettings.from(List.of(), Map.of(name, value), new BuiltTree(folder)))
                .isInstanceOf(StartException.class)
                .hasMessage(sentence);
    }

    @Test
    void namesTheArgumentThatMakesNoSense() {
        assertThatThrownBy(() -> LocalSettings.from(List.of("--cores=2"), Map.of(), new BuiltTree(folder)))
                .isInstanceOf(StartException.class)
                .hasMessage("the argument '--cores=2' is not understood: settings for the services look like"
                        + " -Dkey=value.");
    }

    @Test
    void givesASettingToTheServicesThatKnowIt() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("whypfs.properties"),
                "whypfs.storage.reserve=2G\nwhypfs.upload.max-size=1G\nquarkus.log.level=DEBUG\n");

        // When
        Overrides overrides =
                Overrides.read(file, List.of("whypfs.storage.reserve=1G", "proxifier/quarkus.log.level=INFO"));

        // Then
        assertThat(overrides.options(ServiceKind.CORE))
                .containsExactly("-Dquarkus.log.level=DEBUG", "-Dwhypfs.storage.reserve=1G");
        assertThat(overrides.options(ServiceKind.API))
                .containsExactly("-Dquarkus.log.level=DEBUG", "-Dwhypfs.upload.max-size=1G");
        assertThat(overrides.options(ServiceKind.PROXIFIER))
                .containsExactly("-Dquarkus.log.level=INFO", "-Dquarkus.log.level=DEBUG");
    }

    @Test
    void givesASettingThatOneServiceNamesExactlyToItAlone() {
        // When
        Overrides overrides = Overrides.read(
                folder.resolve("none"),
                List.of(
                        "whypfs.pieces.public-url=https://files.example",
                        "whypfs.pieces.secret=s",
                        "whypfs.pieces.threads=2"));

        // Then
        assertThat(overrides.options(ServiceKind.CORE))
                .containsExactly("-Dwhypfs.pieces.secret=s", "-Dwhypfs.pieces.threads=2");
        assertThat(overrides.options(ServiceKind.DEALS))
                .containsExactly("-Dwhypfs.pieces.public-url=https://files.example", "-Dwhypfs.pieces.secret=s");
    }

    @Test
    void namesASettingThatNoServiceKnows() {
        assertThatThrownBy(() -> Overrides.read(folder.resolve("none"), List.of("whypfs.strage.reserve=1G")))
                .isInstanceOf(StartException.class)
                .hasMessage("no service knows the setting whypfs.strage.reserve: correct it in whypfs.properties or"
                        + " ARGS.");
    }

    @ParameterizedTest
    @EnumSource
    void knowsEverySettingOfTheService(ServiceKind kind) throws IOException {
        Path sources = BuiltTree.find().root().resolve(kind.folder()).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher mapping = PREFIX.matcher(Files.readString(file));
                while (mapping.find()) {
                    assertThat(kind.hasSettingsBelow(mapping.group(1)))
                            .as(kind.title() + " knows " + mapping.group(1))
                            .isTrue();
                }
            }
        }
    }
}
