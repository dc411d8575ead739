package io.whypfs.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @Test
    void keepsTheNewestThreeBesideTheCurrentOne() throws IOException {
        // Given
        LogFile log = new LogFile(folder.resolve("kafka.log"));

        // When
        for (String run : new String[] {"first", "second", "third", "fourth", "fifth"}) {
            log.rotate();
            Files.writeString(log.path(), run);
        }

        // Then
        assertThat(folder.resolve("kafka.log")).hasContent("fifth");
        assertThat(folder.resolve("kafka.log.1")).hasContent("fourth");
        assertThat(folder.resolve("kafka.log.2")).hasContent("third");
        assertThat(folder.resolve("kafka.log.3")).hasContent("second");
        assertThat(folder.resolve("kafka.log.4")).doesNotExist();
    }

    @Test
    void givesTheLastLinesOldestFirst() throws IOException {
        // Given
        LogFile log = new LogFile(folder.resolve("kafka.log"));
        Files.writeString(log.path(), "x".repeat(40_000) + "\none\ntwo\nthree\n");

        // When // Then
        assertThat(log.lastLines(2)).containsExactly("two", "three");
    }

    @Test
    void hasNoLinesWithoutAFile() {
        assertThat(new LogFile(folder.resolve("none.log")).lastLines(5)).isEmpty();
    }
}
