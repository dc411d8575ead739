package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.mk12.DealParams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is still there after the end, however it came. */
@Timeout(120)
class RestartIT {

    @TempDir
    Path home;

    @Test
    void goesOnWithDealsMoneyAndEpochs() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            // Given
            net.fund();
            DealParams active = net.deal("t01000");
            long id = net.awaitSealed("t01000", active);
            DealParams young = net.deal("t01001");
            net.fault("t01002", "down", null);
            long head = net.head();

            // When
            net.restart();

            // Then
            assertThat(net.head()).isGreaterThanOrEqualTo(head);
            assertThat(net.onChain(id).at("/State/SectorStartEpoch").asLong()).isPositive();
            assertThat(net.awaitSealed("t01001", young)).isGreaterThan(id);
            assertThat(net.get("/control/faults").get("on")).hasSize(1);
            assertThat(net.violations()).isEmpty();
        }
    }

    @Test
    void aLineWithoutItsEndCountsForNothing() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            net.faucet();
            String balance =
                    net.result("WalletBalance", net.wallet.address().toString()).asText();
            Files.writeString(
                    home.resolve("devnet.journal"), "[[\"accounts\",\"5\",{\"id\":", StandardOpenOption.APPEND);
            net.restart();
            assertThat(net.result("WalletBalance", net.wallet.address().toString())
                            .asText())
                    .isEqualTo(balance);
        }
    }

    @Test
    void aSecondDevnetInTheSameFolderIsRefused() throws IOException {
        try (TestDevnet net = new TestDevnet(home)) {
            assertThatThrownBy(() -> new TestDevnet(home))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("another devnet runs in");
            assertThat(net.head()).isNotNegative();
        }
    }

    /** A JVM of its own, killed as {@code kill -9} does. */
    @Test
    void keepsWhatItAnsweredThroughAKill() throws IOException, InterruptedException {
        // Given
        String port = FreePorts.some(1);
        String wallet = "t1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba";
        Process first = start(port);
        await().atMost(TestDevnet.PATIENCE)
                .ignoreExceptions()
                .until(() -> send(port, "/clock", null).contains("epoch"));
        String given = send(port, "/control/faucet", "{\"address\":\"" + wallet + "\"}");
        send(port, "/control/advance?epochs=777", "");

        // When
        first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        Process second = start(port);

        // Then
        try {
            await().atMost(TestDevnet.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> send(port, "/clock", null).contains("epoch"));
            JsonNode clock = new com.fasterxml.jackson.databind.ObjectMapper().readTree(send(port, "/clock", null));
            assertThat(clock.get("epoch").asLong()).isGreaterThanOrEqualTo(777);
            assertThat(clock.get("offsetSeconds").asLong()).isEqualTo(777 * 200 / 1000);
            assertThat(given).contains("\"balance\":\"1000000000000000000000\"");
            assertThat(send(port, "/dump", null)).contains(wallet).contains("\"datacap\":\"1099511627776\"");
        } finally {
            second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process start(String port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.whypfs.devnet.Devnet",
                        "--home=" + home,
                        "--port=" + port,
                        "--provider-ports=0,0"))
                .redirectErrorStream(true)
                .redirectOutput(home.resolveSibling(home.getFileName() + ".log").toFile())
                .start();
    }

    private static String send(String port, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
