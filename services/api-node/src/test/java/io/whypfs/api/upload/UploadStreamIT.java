package io.whypfs.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.StubCore.Mood;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class UploadStreamIT {

    private static final long GIB = 1L << 30;
    private static final int CHUNK = 1 << 20;
    private static final long HELD_LIMIT = 64L << 20;

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    private final AtomicLong sent = new AtomicLong();

    @BeforeEach
    @AfterEach
    void allIsWell() {
        stubs.up();
    }

    @Test
    void holdsTheClientBackWhileTheCoreDoesNotReadAndKeepsNoCopy() throws Exception {
        // Given
        both(Mood.HOLDS_STILL);
        Set<Path> before = files();

        // When
        CompletableFuture<String> upload = CompletableFuture.supplyAsync(() -> send(GIB, "\r\n0\r\n\r\n"));
        awaitStandstill();

        // Then
        assertThat(sent.get()).isBetween(1L, HELD_LIMIT);
        stubs.coreA.goOn();
        stubs.coreB.goOn();
        String hash = upload.join();
        assertThat(Set.of(stubs.coreA.receivedSha256, stubs.coreB.receivedSha256))
                .contains(hash);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void breaksTheCoresUploadOffWhenTheClientGoesAway() throws Exception {
        // Given
        both(Mood.ONLY_COUNTS);
        int broken = stubs.coreA.brokenUploads.get() + stubs.coreB.brokenUploads.get();
        long rows = rows();

        // When
        try (Socket socket = RawHttp.open(Api.at("/"))) {
            OutputStream out = socket.getOutputStream();
            out.write(head());
            byte[] bytes = new byte[CHUNK];
            for (int i = 0; i < 10; i++) {
                chunk(out, bytes);
            }
            out.flush();
        }

        // Then
        await().untilAsserted(() -> assertThat(stubs.coreA.brokenUploads.get() + stubs.coreB.brokenUploads.get())
                .isEqualTo(broken + 1));
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void takesTheNextRequestOnAConnectionWhoseUploadWasRefused() throws Exception {
        // Given
        both(Mood.HAS_NO_ROOM);
        try (Socket socket = RawHttp.open(Api.at("/"))) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

            // When
            out.write(head());
            byte[] bytes = new byte[CHUNK];
            for (int i = 0; i < 30; i++) {
                chunk(out, bytes);
            }
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 2, 5);
            out.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

            // Then
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 507 Insufficient Storage");
            String line = in.readLine();
            while (!line.startsWith("HTTP/1.1 ") && !line.contains("}HTTP/1.1")) {
                line = in.readLine();
            }
            assertThat(line).endsWith("HTTP/1.1 200 OK");
        }
    }

    /** Sends {@code size} random bytes as chunks, and gives their hash once the answer is 200. */
    private String send(long size, String end) {
        try (Socket socket = RawHttp.open(Api.at("/"))) {
            OutputStream out = socket.getOutputStream();
            out.write(head());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = new byte[CHUNK];
            new Random(7).nextBytes(bytes);
            for (long at = 0; at < size; at += CHUNK) {
                bytes[0]++;
                chunk(out, bytes);
                digest.update(bytes);
                sent.addAndGet(CHUNK);
            }
            out.write(end.substring(2).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            assertThat(status).isEqualTo("HTTP/1.1 200 OK");
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] head() {
        return ("POST /content/add HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + stubs.auth.userKey()
                        + "\r\nContent-Type: " + Api.FORM_TYPE + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private void awaitStandstill() {
        AtomicLong last = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    }

    private void both(Mood mood) {
        stubs.coreA.mood = mood;
        stubs.coreB.mood = mood;
    }

    private static Set<Path> files() throws IOException {
        Path uploads = Path.of("file-uploads");
        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")));
                Stream<Path> spooled = Files.exists(uploads) ? Files.list(uploads) : Stream.empty()) {
            return Stream.concat(temporary, spooled)
                    .filter(path -> path.getFileName().toString().contains("upload")
                            || path.getFileName().toString().startsWith("Attr_")
                            || path.getFileName().toString().startsWith("FUp_"))
                    .collect(Collectors.toSet());
        }
    }

    private long rows() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from contents")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
