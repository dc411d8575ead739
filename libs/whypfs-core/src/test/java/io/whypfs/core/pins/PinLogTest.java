package io.whypfs.core.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.core.blockstore.Blocks;
import io.whypfs.core.files.NioFileLayer;
import io.whypfs.core.pins.Pin.Kind;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PinLogTest {

    private static final Cid ROOT = Blocks.raw("root").cid();

    @TempDir
    Path folder;

    private PinLog open() throws IOException {
        return PinLog.open(NioFileLayer.open(folder), folder);
    }

    private static Pin pin(String owner, Cid root) {
        return new Pin(owner, root, Kind.RECURSIVE);
    }

    @Test
    void keepsPinsOverARestart() throws IOException {
        // Given
        Pin plain = pin("42", ROOT);
        Pin odd = new Pin("a b,c\n+ü\0", Blocks.raw("other").cid().toV1(), Kind.DIRECT);
        try (PinLog pins = open()) {
            pins.addAll(List.of(plain, odd));
            pins.addAll(List.of(pin("gone", ROOT)));
            pins.remove("gone", ROOT);
        }

        // When
        try (PinLog pins = open()) {

            // Then
            assertThat(pins.all()).containsExactly(plain, odd);
            assertThat(pins.ofOwner("42")).containsExactly(plain);
            assertThat(pins.isRoot(ROOT)).isTrue();
            assertThat(pins.isRoot(Blocks.raw("never").cid())).isFalse();
        }
    }

    @Test
    void keepsOneOwnersPinWhenAnotherTakesHisAway() throws IOException {
        try (PinLog pins = open()) {
            // Given
            pins.addAll(List.of(pin("1", ROOT), pin("2", ROOT)));

            // When
            boolean removed = pins.remove("1", ROOT);
            boolean again = pins.remove("1", ROOT);

            // Then
            assertThat(List.of(removed, again)).containsExactly(true, false);
            assertThat(pins.isRoot(ROOT)).isTrue();
            assertThat(pins.all()).containsExactly(pin("2", ROOT));
        }
    }

    @Test
    void replacesTheKindOfAPinAndWritesNothingForOneThatIsThere() throws IOException {
        try (PinLog pins = open()) {
            // Given
            pins.addAll(List.of(new Pin("1", ROOT, Kind.DIRECT)));
            pins.addAll(List.of(pin("1", ROOT)));
            long size = Files.size(folder.resolve("log"));

            // When
            pins.addAll(List.of(pin("1", ROOT)));

            // Then
            assertThat(pins.all()).containsExactly(pin("1", ROOT));
            assertThat(Files.size(folder.resolve("log"))).isEqualTo(size);
        }
    }

    @Test
    void cutsOffALineThatACrashLeftUnfinished() throws IOException {
        // Given
        try (PinLog pins = open()) {
            pins.addAll(List.of(pin("1", ROOT)));
        }
        Files.writeString(folder.resolve("log"), "1a2b3c4d +recur", StandardOpenOption.APPEND);

        // When
        try (PinLog pins = open()) {
            pins.addAll(List.of(pin("2", ROOT)));
        }

        // Then
        try (PinLog pins = open()) {
            assertThat(pins.all()).containsExactly(pin("1", ROOT), pin("2", ROOT));
        }
    }

    @Test
    void refusesALogWithADamagedLine() throws IOException {
        // Given
        try (PinLog pins = open()) {
            pins.addAll(List.of(pin("1", ROOT)));
            pins.addAll(List.of(pin("2", ROOT)));
        }
        Path log = folder.resolve("log");
        Files.writeString(log, Files.readString(log).replaceFirst("recursive", "recursivf"));

        // When, Then
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage("The pin log " + log + " is damaged at line 1; restore it from a copy, or remove that line"
                        + " and pin again what it held.");
    }

    @Test
    void rewritesALogThatIsMostlyHistory() throws IOException {
        // Given
        try (PinLog pins = open()) {
            pins.addAll(List.of(pin("kept", ROOT)));
            for (int i = 0; i < 600; i++) {
                pins.addAll(List.of(pin("passing", ROOT)));
                pins.remove("passing", ROOT);
            }
        }

        // When
        open().close();

        // Then
        assertThat(Files.readAllLines(folder.resolve("log"))).hasSize(1);
        try (PinLog pins = open()) {
            assertThat(pins.all()).containsExactly(pin("kept", ROOT));
        }
    }
}
