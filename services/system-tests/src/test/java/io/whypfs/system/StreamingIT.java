package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large bodies pass through JVMs of 512 MiB heap; a client that goes away leaves nothing. */
class StreamingIT {

    private final FrontDoor door = SharedSystem.frontDoor();

    @Test
    @Timeout(300)
    void aGibibyteStreamsInAndOut() throws Exception {
        roundTrip(1L << 30);
    }

    @Test
    @Tag("torture")
    void fiveGibibytesStreamInAndOut() throws Exception {
        roundTrip(5L << 30);
    }

    @Test
    @Timeout(120)
    void aClientThatGoesAwayHalfWayLeavesNoContent() throws Exception {
        // Given
        String name = "half-" + System.nanoTime();
        URI base = door.base();

        // When
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /content/add HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAuthorization: Bearer "
                            + door.key() + "\r\nContent-Type: multipart/form-data; boundary=xyz\r\n"
                            + "Content-Length: 50000000\r\n\r\n--xyz\r\nContent-Disposition: form-data; name=\"data\"; "
                            + "filename=\"" + name + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[20_000_000]);
        }

        // Then
        door.upload("after-" + name, new byte[] {1});
        JsonNode contents = FrontDoor.expect(200, door.get("/content/contents?limit=50"));
        assertThat(contents).noneMatch(content -> content.get("name").asText().equals(name));
        await("every pin has its row")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(SharedSystem.unconfirmedPins()).isZero());
    }

    private void roundTrip(long length) throws Exception {
        SeededBytes bytes = new SeededBytes(11, length);
        JsonNode answer = FrontDoor.expect(200, door.add("", new FrontDoor.Part("huge.bin", bytes::stream)));
        HttpResponse<InputStream> read = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(door.base()
                                        .resolve("/ipfs/" + answer.get("cid").asText()))
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(read.headers().firstValueAsLong("Content-Length")).hasValue(length);
        assertThat(sha256(read.body())).isEqualTo(sha256(bytes.stream()));
    }

    private static byte[] sha256(InputStream in) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream digest = new DigestInputStream(in, sha256)) {
            digest.transferTo(OutputStream.nullOutputStream());
        }
        return sha256.digest();
    }
}
