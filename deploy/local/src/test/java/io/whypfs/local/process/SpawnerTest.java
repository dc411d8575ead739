package io.whypfs.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whypfs.local.process.Command.OwnerDeath;
import io.whypfs.local.process.Command.Privileges;
import io.whypfs.local.tree.BuiltTree;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SpawnerTest {

    @TempDir
    private Path folder;

    /** The main of the owner that the test kills: it spawns a child and says its number. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path folder = Path.of(arguments[0]);
            Process child = Spawner.start(new Command(
                    List.of("sleep", "600"),
                    Map.of(),
                    folder,
                    folder.resolve("child.log"),
                    OwnerDeath.KILL,
                    Privileges.valueOf(arguments[1])));
            System.out.println(child.pid());
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    @ParameterizedTest
    @EnumSource(Privileges.class)
    void childEndsWhenItsOwnerIsKilled(Privileges privileges) throws Exception {
        // Given
        Process owner = new ProcessBuilder(
                        BuiltTree.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString(),
                        privileges.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child;
        try (BufferedReader output = owner.inputReader()) {
            child = Long.parseLong(output.readLine());
            await().until(() -> commandOf(child).startsWith("sleep"));

            // When
            owner.destroyForcibly().waitFor();
        }

        // Then
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Processes.startTicks(child).isEmpty());
    }

    @Test
    void childOutlivesTheThreadThatAskedForIt() throws Exception {
        // Given
        AtomicReference<Process> child = new AtomicReference<>();
        Thread asking = new Thread(() -> child.set(Spawner.start(sleep())));

        // When
        asking.start();
        asking.join();

        // Then
        await().until(() -> commandOf(child.get().pid()).startsWith("sleep"));
        await().during(Duration.ofMillis(300)).until(() -> child.get().isAlive());
        child.get().destroyForcibly();
    }

    @Test
    void childLeadsASessionOfItsOwn() throws Exception {
        // When
        Process child = Spawner.start(sleep());

        // Then
        await().until(() -> commandOf(child.pid()).startsWith("sleep"));
        String[] stat =
                Files.readString(Path.of("/proc/" + child.pid() + "/stat")).split(" ");
        assertThat(stat[5]).isEqualTo(Long.toString(child.pid()));
        child.destroyForcibly();
    }

    @Test
    void childDoesNotSeeTheOwnersSettings() throws Exception {
        // Given
        Path log = folder.resolve("env.log");

        // When
        Process child = Spawner.start(Command.of(List.of("env"), Map.of("WHYPFS_INTERNAL_TOKEN", "t"), folder, log));
        child.waitFor();

        // Then
        assertThat(Files.readAllLines(log).stream().filter(line -> line.startsWith("WHYPFS_")))
                .containsExactly("WHYPFS_INTERNAL_TOKEN=t");
    }

    @Test
    void saysWhatCouldNotBeRun() {
        Command command = Command.of(List.of("true"), Map.of(), folder.resolve("missing"), folder.resolve("log"));

        assertThatThrownBy(() -> Spawner.start(command))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("could not run true: ");
    }

    private Command sleep() {
        return Command.of(List.of("sleep", "600"), Map.of(), folder, folder.resolve("child.log"));
    }

    private static String commandOf(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (java.io.IOException gone) {
            return "";
        }
    }
}
