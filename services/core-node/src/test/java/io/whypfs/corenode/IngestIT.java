package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.form;
import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static io.whypfs.corenode.CoreNodeClient.rawHead;
import static io.whypfs.corenode.CoreNodeClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.whypfs.corenode.pins.PinsRepository;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(CoreNodeBackend.class)
@Timeout(60)
class IngestIT {

    private static final String HELLO_V1 = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @TestHTTPResource
    URI base;

    @Inject
    PinsRepository pins;

    private CoreNodeClient core;

    @BeforeEach
    void connect() {
        core = new CoreNodeClient(base);
    }

    @ParameterizedTest
    @CsvSource({
        "unixfs-v1-2025," + HELLO_V1 + ",11,11,1",
        "unixfs-v0-2015,Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD,11,19,1",
        "estuary-v1," + HELLO_V1 + ",11,11,1",
    })
    void givesTheCidOfTheProfile(String profile, String cid, long fileBytes, long dagBytes, long blocks)
            throws Exception {
        // When
        HttpResponse<byte[]> response = core.postForm(
                "/internal/v1/ingest?content=" + newContent() + "&profile=" + profile,
                form("greeting.txt", "hello world"));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject stored = json(response);
        assertThat(stored.getString("root")).isEqualTo(cid);
        assertThat(stored.getString("kind")).isEqualTo("file");
        assertThat(stored.getString("name")).isEqualTo("greeting.txt");
        assertThat(stored.getLong("fileBytes")).isEqualTo(fileBytes);
        assertThat(stored.getLong("dagBytes")).isEqualTo(dagBytes);
        assertThat(stored.getLong("blockCount")).isEqualTo(blocks);
        assertThat(stored.getJsonArray("files")).isEmpty();
    }

    @Test
    void storesSeveralPartsAsADirectoryOfTheirPaths() throws Exception {
        // When
        HttpResponse<byte[]> response = core.postForm(
                "/internal/v1/ingest?content=" + newContent(),
                form("site/a.txt", "A", "site/sub/b.txt", "B", "site/ü.txt", "A"));

        // Then
        JsonObject stored = json(response);
        assertThat(stored.getString("kind")).isEqualTo("directory");
        assertThat(stored.getString("name")).isEqualTo("site");
        assertThat(stored.getLong("fileBytes")).isEqualTo(3);
        // Two distinct files and three directories.
        assertThat(stored.getLong("blockCount")).isEqualTo(5);
        assertThat(stored.getJsonArray("files").getJsonObject(1).getString("path"))
                .isEqualTo("site/sub/b.txt");
        HttpResponse<byte[]> read = core.get("/internal/v1/dag/" + stored.getString("root") + "/site/%C3%BC.txt");
        assertThat(text(read)).isEqualTo("A");
    }

    @Test
    void keepsFieldsThatComeBeforeAndAfterTheFile() throws Exception {
        // Given
        String field = "--XyZ\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String body = field.formatted("first", "1") + form("a", "x").replace("--XyZ--\r\n", "")
                + field.formatted("last", "ü") + "--XyZ--";

        // When
        JsonObject stored = json(core.postForm("/internal/v1/ingest?content=" + newContent(), body));

        // Then
        assertThat(stored.getJsonObject("fields")).isEqualTo(new JsonObject("{\"first\":\"1\",\"last\":\"ü\"}"));
    }

    @Test
    void takesAnyOtherBodyAsOneFileWhenItIsNamed() throws Exception {
        // When
        JsonObject stored = core.store(newContent(), "a.bin", "hello world".getBytes(StandardCharsets.UTF_8), "");

        // Then
        assertThat(stored.getString("root")).isEqualTo(HELLO_V1);
        assertThat(stored.getString("name")).isEqualTo("a.bin");
    }

    @Test
    void tellsTheLengthOfTheCarThatItGivesOut() throws Exception {
        // Given
        byte[] content = new byte[3_000_000];
        new Random(7).nextBytes(content);

        // When
        JsonObject stored = core.store(newContent(), "big", content, "");
        HttpResponse<byte[]> car = core.get("/internal/v1/dag/" + stored.getString("root") + "?view=car");

        // Then
        assertThat(stored.getLong("blockCount")).isEqualTo(4);
        assertThat(car.body()).hasSize(stored.getInteger("carBytes"));
    }

    @Test
    void takesBackACarThatItGaveOut() throws Exception {
        // Given
        JsonObject folder = json(core.postForm(
                "/internal/v1/ingest?content=" + newContent(), form("x/a.txt", "one", "x/b.txt", "two", "c", "one")));
        HttpResponse<byte[]> car = core.get("/internal/v1/dag/" + folder.getString("root") + "?view=car");

        // When
        HttpResponse<byte[]> response = core.post(
                "/internal/v1/import-car?content=" + newContent(),
                "application/vnd.ipld.car",
                BodyPublishers.ofByteArray(car.body()));

        // Then
        JsonObject stored = json(response);
        assertThat(stored.getString("kind")).isEqualTo("car");
        assertThat(stored.getString("root")).isEqualTo(folder.getString("root"));
        for (String sum : new String[] {"fileBytes", "dagBytes", "carBytes", "blockCount"}) {
            assertThat(stored.getLong(sum)).as(sum).isEqualTo(folder.getLong(sum));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "content=0|multipart/form-data; boundary=XyZ|a|400|bad-input",
                "profile=none&content=9|multipart/form-data; boundary=XyZ|a|400|unknown-profile",
                "content=9|multipart/form-data|a|400|bad-multipart",
                "content=9|multipart/form-data; boundary=XyZ|../a|400|bad-name",
                "content=9|multipart/form-data; boundary=XyZ|a/../b|400|bad-name",
                "content=9|text/plain|a|415|wrong-content-type",
                "content=9&part=other|multipart/form-data; boundary=XyZ|a|400|no-file-part",
                "content=9&max-bytes=4|multipart/form-data; boundary=XyZ|a|413|too-large",
                "content=9&max-bytes=4&name=a|text/plain|a|413|too-large",
                "content=9&name=..|text/plain|a|400|bad-name",
            })
    void refusesAndSaysWhy(String query, String contentType, String name, int status, String slug) throws Exception {
        // When
        HttpResponse<byte[]> response =
                core.post("/internal/v1/ingest?" + query, contentType, BodyPublishers.ofString(form(name, "hello")));

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:" + slug);
        assertThat(json(response).getInteger("status")).isEqualTo(status);
    }

    @Test
    void refusesAPathThatIsGivenTwice() throws Exception {
        // When
        HttpResponse<byte[]> response =
                core.postForm("/internal/v1/ingest?content=" + newContent(), form("a/b", "1", "a/b", "2"));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:bad-name");
        assertThat(json(response).getString("detail")).contains("'a/b' is given twice");
    }

    @Test
    void answersBeforeALargeRefusedBodyHasArrived() throws Exception {
        // Given
        byte[] large = new byte[40_000_000];

        // When
        HttpResponse<byte[]> response = core.post(
                "/internal/v1/ingest?content=" + newContent() + "&profile=none",
                CoreNodeClient.TYPE,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large, 0, 8_000_000)));

        // Then
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:unknown-profile");
    }

    @Test
    void pinsNothingWhenTheClosingBoundaryIsMissing() throws Exception {
        // Given
        long content = newContent();
        String body = form("a", "hello").replace("--XyZ--", "");

        // When
        HttpResponse<byte[]> response = core.postForm("/internal/v1/ingest?content=" + content, body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:truncated-body");
        assertThat(hasPin(content)).isFalse();
    }

    @Test
    void pinsNothingWhenTheConnectionEndsEarly() throws Exception {
        // Given
        long form = newContent();
        long file = newContent();
        byte[] body = form("a", "hello".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        // When
        core.raw(rawHead("/internal/v1/ingest?content=" + form, CoreNodeClient.TYPE, body.length + 10), body, true);
        core.raw(rawHead("/internal/v1/ingest?name=a&content=" + file, "text/plain", body.length + 1), body, true);

        // Then
        assertThat(core.get("/internal/v1/nodes").statusCode()).isEqualTo(200);
        assertThat(hasPin(form)).isFalse();
        assertThat(hasPin(file)).isFalse();
    }

    @Test
    void asksAWaitingClientToGoOn() throws Exception {
        // Given
        byte[] body = "hello world".getBytes(StandardCharsets.UTF_8);
        String head = rawHead("/internal/v1/ingest?name=a&content=" + newContent(), "text/plain", body.length)
                .replace("Host:", "Expect: 100-continue\r\nHost:");

        // When
        String answer = core.raw(head, body, false);

        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
                .contains(HELLO_V1);
    }

    @ParameterizedTest
    @CsvSource({"'',truncated-body", "garbage that is no archive,bad-car"})
    void refusesWhatIsNoCar(String body, String slug) throws Exception {
        // When
        HttpResponse<byte[]> response = core.post(
                "/internal/v1/import-car?content=" + newContent(),
                "application/vnd.ipld.car",
                BodyPublishers.ofString(body));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("type"))
                .startsWith("urn:whypfs:problem:")
                .isIn("urn:whypfs:problem:" + slug, "urn:whypfs:problem:bad-car");
    }

    private boolean hasPin(long content) throws Exception {
        return pins.findUnconfirmed(Instant.now().plusSeconds(60), 10_000).stream()
                .anyMatch(pin -> pin.contentId() == content);
    }
}
