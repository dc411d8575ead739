package io.whypfs.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whypfs.local.process.Command;
import io.whypfs.local.process.Processes;
import io.whypfs.local.process.StartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisionTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String STAYS =
            "trap 'echo $NAME >>stopped; exit 0' TERM; touch $NAME.up;" + " while :; do sleep 0.05; done";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private ChildrenFile childrenFile;
    private Supervision supervision;

    @BeforeEach
    void create() {
        childrenFile = new ChildrenFile(folder.resolve("children"));
        supervision = new Supervision(new Console(new PrintStream(output, true, StandardCharsets.UTF_8)), childrenFile);
    }

    @AfterEach
    void stop() {
        supervision.stop(List.of(List.of("first", "second", "third")));
    }

    @Test
    void startsAKilledChildAgainAndSaysWhatItsEndWas() throws Exception {
        // Given
        ManagedChild child = child("first", "echo last words; " + STAYS);
        supervision.start(child);
        supervision.awaitReady(List.of(child), LIMIT);
        long killed = pid("first");
        Thread watch = Thread.ofPlatform().start(supervision::watch);

        // When
        Files.delete(folder.resolve("first.up"));
        Processes.signal(killed, "KILL");

        // Then
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("first.up")));
        assertThat(pid("first")).isNotEqualTo(killed);
        assertThat(said())
                .contains("first ended with exit code 137 (signal 9) and is started again in 200 ms; its last lines:\n"
                        + "    last words\n");
        await().atMost(LIMIT).until(() -> said().indexOf("first is up") != said().lastIndexOf("first is up"));
        stop();
        watch.join();
    }

    @Test
    void givesUpAStartWhenAChildDiesThreeTimesInARow() {
        // Given
        ManagedChild child = child("first", "echo cannot read the disk; exit 3");
        supervision.start(child);

        // When // Then
        assertThatThrownBy(() -> supervision.awaitReady(List.of(child), LIMIT))
                .isInstanceOf(StartException.class)
                .hasMessage("first ended with exit code 3, 3 times in a row; its last lines:\n"
                        + "    cannot read the disk\n    cannot read the disk\n    cannot read the disk");
    }

    @Test
    void bearsAChildThatComesUpAtTheSecondTry() {
        // Given
        ManagedChild child = child("first", "test -e tried || { touch tried; exit 1; }; " + STAYS);
        supervision.start(child);

        // When
        supervision.awaitReady(List.of(child), LIMIT);

        // Then
        assertThat(said()).contains("first is up");
    }

    @Test
    void givesUpAStartWhenAChildIsNotReadyInTime() {
        // Given
        ManagedChild child = child("first", "echo thinking; sleep 600");
        supervision.start(child);

        // When // Then
        assertThatThrownBy(() -> supervision.awaitReady(List.of(child), Duration.ofSeconds(1)))
                .isInstanceOf(StartException.class)
                .hasMessage("first was not ready after 1 s; its last lines:\n    thinking");
    }

    @Test
    void stopsStageAfterStage() throws IOException {
        // Given
        List<ManagedChild> children = List.of(child("first", STAYS), child("second", STAYS), child("third", STAYS));
        children.forEach(supervision::start);
        supervision.awaitReady(children, LIMIT);

        // When
        supervision.stop(List.of(List.of("third"), List.of("first"), List.of("second")));

        // Then
        assertThat(Files.readAllLines(folder.resolve("stopped"))).containsExactly("third", "first", "second");
        assertThat(folder.resolve("children")).isEmptyFile();
    }

    @Test
    void killsAChildThatDoesNotStopInTime() {
        // Given
        ManagedChild child = child("first", "trap '' TERM; touch $NAME.up; while :; do sleep 0.05; done");
        supervision.start(child);
        supervision.awaitReady(List.of(child), LIMIT);

        // When
        supervision.stop(List.of(List.of("first")));

        // Then
        assertThat(said()).contains("first did not stop within 1 s and was killed");
    }

    @Test
    void startsNothingAfterAStop() {
        // Given
        supervision.stop(List.of());

        // When
        supervision.start(child("first", STAYS));

        // Then
        assertThat(folder.resolve("children")).isEmptyFile();
    }

    @Test
    void endsWhatAnEarlierRunLeft() {
        // Given
        ManagedChild child = child("first", STAYS);
        supervision.start(child);
        supervision.awaitReady(List.of(child), LIMIT);
        long left = pid("first");

        // When
        List<String> ended = new ChildrenFile(folder.resolve("children")).endLeftovers();

        // Then
        assertThat(ended).containsExactly("first");
        assertThat(Processes.startTicks(left)).isEmpty();
    }

    @Test
    void leavesAProcessAloneThatGotTheNumberOfAnOldChild() throws IOException {
        // Given
        long own = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("children"), "first " + own + " 1 http://127.0.0.1:1\n");

        // When
        List<String> ended = new ChildrenFile(folder.resolve("children")).endLeftovers();

        // Then
        assertThat(ended).isEmpty();
    }

    private ManagedChild child(String name, String script) {
        Command command =
                Command.of(List.of("sh", "-c", script), Map.of("NAME", name), folder, folder.resolve(name + ".log"));
        return new ManagedChild(
                name,
                "http://127.0.0.1:1",
                () -> {},
                () -> command,
                () -> Files.exists(folder.resolve(name + ".up")),
                "TERM",
                Duration.ofSeconds(1));
    }

    private long pid(String name) {
        try {
            return Files.readAllLines(folder.resolve("children")).stream()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> Long.parseLong(line.split(" ")[1]))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
