package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees who does something wrong: the right status, a sentence in Estuary's envelope, and nothing half-stored. */
@Timeout(60)
class ErrorsIT {

    private final FrontDoor door = SharedSystem.frontDoor();
    private long newestBefore;

    @BeforeEach
    void rememberTheNewestContent() throws Exception {
        newestBefore = newest();
    }

    @AfterEach
    void nothingWasStored() throws Exception {
        assertThat(newest()).isEqualTo(newestBefore);
    }

    @Test
    void aMissingOrUnknownKeyIs401() throws Exception {
        assertRefused(401, "ERR_AUTH_MISSING", door.getAnonymous("/content/contents"));
        assertRefused(
                401,
                "ERR_INVALID_TOKEN",
                door.withKey("EST00000000-0000-0000-0000-000000000000ARY").get("/content/contents"));
    }

    @Test
    void anotherContentTypeThanAFormIs415() throws Exception {
        assertRefused(
                415,
                "ERR_UNSUPPORTED_CONTENT_TYPE",
                door.send(door.request("/content/add").POST(BodyPublishers.ofString("plain"))));
    }

    @Test
    void aFormWithoutDataIs400AndSaysWhatItFound() throws Exception {
        HttpResponse<byte[]> answer = door.send(door.request("/content/add")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"
                                + "bytes\r\n--b--\r\n")));
        assertThat(assertRefused(400, "ERR_INVALID_INPUT", answer)).contains("'data'", "'file'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/passwd", "a//b", "nul\0l"})
    void aFileNameThatLeadsElsewhereIs400(String name) throws Exception {
        assertRefused(400, "ERR_INVALID_INPUT", door.add("", FrontDoor.Part.of(name, new byte[] {1})));
    }

    @Test
    void aFileNameOf300BytesIs400() throws Exception {
        assertThat(assertRefused(
                        400, "ERR_INVALID_INPUT", door.add("", FrontDoor.Part.of("n".repeat(300), new byte[] {1}))))
                .contains("255");
    }

    @Test
    void aBodyThatEndsEarlyIs400OrNothing() throws Exception {
        // Given
        String head = "POST /content/add HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.key()
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nConnection: close\r\nContent-Length: ";
        String body = "--b\r\nContent-Disposition: form-data; name=\"data\"; filename=\"x\"\r\n\r\nno closing boundary";

        // When
        String answer = raw(head + body.length() + "\r\n\r\n" + body);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 400").contains("ERR_INVALID_INPUT");
    }

    @Test
    void aCarThatIsGarbageIs400() throws Exception {
        assertRefused(400, "ERR_INVALID_INPUT", door.addCar("not a CAR at all".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aCarThatIsCutIs400() throws Exception {
        byte[] car = car(List.of(raw(1)), raw(1), raw(2));
        assertRefused(400, "ERR_INVALID_INPUT", door.addCar(Arrays.copyOf(car, car.length - 3)));
    }

    @Test
    void aCarWithAWrongBlockIs400AndNamesIt() throws Exception {
        byte[] car = car(List.of(raw(3)), raw(3));
        car[car.length - 1] ^= 1;
        assertThat(assertRefused(400, "ERR_INVALID_INPUT", door.addCar(car)))
                .contains(raw(3).cid().toString());
    }

    @Test
    void aCarWithoutExactlyOneRootIs400() throws Exception {
        HttpResponse<byte[]> none = door.addCar(car(List.of(), raw(4)));
        HttpResponse<byte[]> two = door.addCar(car(List.of(raw(5), raw(6)), raw(5), raw(6)));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(FrontDoor.json(two).get("error").asText()).contains("2 roots");
    }

    @Test
    void aCidThatDoesNotParseIs400AndOneThatNobodyHasIs404() throws Exception {
        assertThat(door.getAnonymous("/ipfs/bafynonsense").statusCode()).isEqualTo(400);
        assertThat(door.getAnonymous("/ipfs/" + raw(System.nanoTime()).cid()).statusCode())
                .isEqualTo(404);
        assertRefused(400, "ERR_INVALID_INPUT", door.get("/content/by-cid/nonsense"));
    }

    @Test
    void insideDoorsDoNotExistAtTheFront() throws Exception {
        for (String path :
                List.of("/internal/v1/nodes", "/q/health", "/q/metrics", "/content/%2e%2e/internal/v1/nodes")) {
            assertThat(door.getAnonymous(
                                    path, "Whypfs-Internal", SharedSystem.get().secret("internal-token"))
                            .statusCode())
                    .as(path)
                    .isIn(400, 404);
        }
    }

    /** @return the details of the refusal */
    private static String assertRefused(int status, String reason, HttpResponse<byte[]> answer) throws IOException {
        JsonNode error = FrontDoor.expect(status, answer).get("error");
        assertThat(error.get("code").asInt()).isEqualTo(status);
        assertThat(error.get("reason").asText()).isEqualTo(reason);
        assertThat(error.get("details").asText()).isNotBlank().doesNotContain("Exception", "\tat ");
        return error.get("details").asText();
    }

    private long newest() throws Exception {
        JsonNode contents = FrontDoor.expect(200, door.get("/content/contents?limit=1"));
        return contents.isEmpty() ? 0 : contents.get(0).get("id").asLong();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(door.base().getHost(), door.base().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Block raw(long seed) {
        byte[] data = ("block " + seed).getBytes(StandardCharsets.US_ASCII);
        return new Block(Cid.v1(Multicodec.RAW, Multihash.sha256(data)), data);
    }

    private static byte[] car(List<Block> roots, Block... blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(out, roots.stream().map(Block::cid).toList());
        for (Block block : blocks) {
            writer.put(block);
        }
        return out.toByteArray();
    }
}
