package io.whypfs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.local.process.FreePorts;
import io.whypfs.local.tree.BuiltTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sentences that end a start before anything runs; the whole system is started in the system tests. */
@Timeout(60)
class SupervisorIT {

    @TempDir
    private Path home;

    private record End(int code, String output) {}

    @Test
    void namesThePortThatIsTakenAndStartsNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            End end = run(taken.getLocalPort());

            // Then
            assertThat(end)
                    .isEqualTo(new End(
                            1,
                            "WhyPFS cannot start: port " + taken.getLocalPort()
                                    + " of 127.0.0.1 is in use: stop what listens there, or choose another with PORT=,"
                                    + " as in make run PORT=" + (taken.getLocalPort() + 1) + ".\n"));
            assertThat(home.resolve("postgres")).doesNotExist();
            assertThat(home.resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void namesTheFolderThatIsInUse() throws Exception {
        // Given
        try (FileChannel channel =
                        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            // When
            End end = run(new FreePorts().next());

            // Then
            assertThat(end)
                    .isEqualTo(new End(
                            1,
                            "WhyPFS cannot start: the folder " + home + " is in use by another run: stop that one, or"
                                    + " choose another folder with WHYPFS_HOME=.\n"));
        }
    }

    @Test
    void namesTheFolderThatCannotBeMade() throws Exception {
        // Given
        Path file = Files.createFile(home.resolve("file"));

        // When
        End end = run(
                new FreePorts().next(),
                Map.of("WHYPFS_HOME", file.resolve("below").toString()));

        // Then
        assertThat(end.code()).isEqualTo(1);
        assertThat(end.output())
                .startsWith("WhyPFS cannot start: the folder " + file.resolve("below") + " cannot be used: ")
                .hasLineCount(1);
    }

    private End run(int port) throws IOException, InterruptedException {
        return run(port, Map.of());
    }

    private End run(int port, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        BuiltTree.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dwhypfs.tree=" + BuiltTree.find().root(),
                        Supervisor.class.getName()))
                .redirectErrorStream(true);
        builder.environment().put("WHYPFS_HOME", home.toString());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), output);
    }
}
