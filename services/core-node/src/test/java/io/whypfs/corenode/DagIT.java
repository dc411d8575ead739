package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.form;
import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static io.whypfs.corenode.CoreNodeClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarLimits;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(CoreNodeBackend.class)
@Timeout(60)
class DagIT {

    private static final String DAG = "/internal/v1/dag/";
    private static final String NOWHERE =
            Cid.v1(Multicodec.RAW, Multihash.sha256(new byte[] {42, 42})).toString();
    private static final int SIZE = 2_500_000;

    @TestHTTPResource
    URI base;

    @Inject
    Blockstore store;

    private CoreNodeClient core;
    private byte[] content;
    private String file;
    private String folder;

    @BeforeEach
    void store() throws Exception {
        core = new CoreNodeClient(base);
        content = new byte[SIZE];
        new Random(11).nextBytes(content);
        file = core.store(newContent(), "file", content, "").getString("root");
        folder = json(core.postForm(
                        "/internal/v1/ingest?content=" + newContent(),
                        form("index.html", "<p>hi", "sub/a.txt", "AAAA", "sub/index.html/x", "deep")))
                .getString("root");
    }

    @Test
    void givesAWholeFileWithItsHead() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + file);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(content);
        assertThat(header(response, "Whypfs-Kind")).isEqualTo("file");
        assertThat(header(response, "Whypfs-Cid")).isEqualTo(file);
        assertThat(header(response, "Whypfs-Roots")).isEqualTo(file);
        assertThat(header(response, "Whypfs-Size")).isEqualTo("" + SIZE);
        assertThat(header(response, "Content-Length")).isEqualTo("" + SIZE);
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=1048570-1048590,1048570,1048591",
        "bytes=2000000-,2000000,2500000",
        "bytes=-7,2499993,2500000",
        "bytes=5-99999999,5,2500000",
    })
    void givesOneRange(String range, int from, int to) throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + file, "Range", range);

        // Then
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(content, from, to));
        assertThat(header(response, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/" + SIZE);
        assertThat(header(response, "Whypfs-Size")).isEqualTo("" + SIZE);
    }

    @Test
    void tellsTheSizeWhenARangeIsBehindTheEnd() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + file, "Range", "bytes=2500000-");

        // Then
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:range");
        assertThat(json(response).getInteger("size")).isEqualTo(SIZE);
    }

    @Test
    void answersHeadWithTheHeadOfGet() throws Exception {
        // When
        HttpResponse<byte[]> response =
                core.send(core.request(DAG + file).method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("" + SIZE);
        assertThat(header(response, "Whypfs-Kind")).isEqualTo("file");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void listsADirectory() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + folder);

        // Then
        assertThat(header(response, "Whypfs-Kind")).isEqualTo("directory");
        JsonArray entries = json(response).getJsonArray("entries");
        assertThat(entries).hasSize(2);
        assertThat(entries.getJsonObject(0).getString("name")).isEqualTo("index.html");
        assertThat(entries.getJsonObject(0).getLong("size")).isEqualTo(5);
        assertThat(entries.getJsonObject(1).getString("name")).isEqualTo("sub");
    }

    @Test
    void givesTheIndexPageWhenItIsWished() throws Exception {
        // When
        HttpResponse<byte[]> page = core.get(DAG + folder + "?index=true");
        HttpResponse<byte[]> noPage = core.get(DAG + folder + "/sub?index=true");

        // Then
        assertThat(text(page)).isEqualTo("<p>hi");
        assertThat(header(page, "Whypfs-Kind")).isEqualTo("directory-index");
        assertThat(header(page, "Whypfs-Cid")).isEqualTo(folder);
        assertThat(header(noPage, "Whypfs-Kind")).isEqualTo("directory");
    }

    @Test
    void followsAPathAndNamesItsRoots() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + folder + "/sub/a.txt");

        // Then
        assertThat(text(response)).isEqualTo("AAAA");
        String[] roots = header(response, "Whypfs-Roots").split(",");
        assertThat(roots).hasSize(3);
        assertThat(roots[0]).isEqualTo(folder);
        assertThat(roots[2]).isEqualTo(header(response, "Whypfs-Cid"));
    }

    @Test
    void givesABlockAsItIs() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + file + "?view=block");
        HttpResponse<byte[]> part = core.get(DAG + file + "?view=block", "Range", "bytes=2-4");

        // Then
        assertThat(Cid.parse(file).multihash().verifies(response.body())).isTrue();
        assertThat(header(response, "Whypfs-Kind")).isEqualTo("block");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(response.body(), 2, 5));
    }

    @ParameterizedTest
    @CsvSource({"all,4", "entity,4", "block,1"})
    void givesAnArchiveOfTheScope(String scope, int blocks) throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + file + "?view=car&dag-scope=" + scope);

        // Then
        assertThat(header(response, "Whypfs-Kind")).isEqualTo("car");
        List<Block> read = blocks(response.body());
        assertThat(read).hasSize(blocks);
        assertThat(read.getFirst().cid().toString()).isEqualTo(file);
    }

    @Test
    void putsThePathInFrontOfAnArchive() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get(DAG + folder + "/sub/a.txt?view=car&dag-scope=block");

        // Then
        String[] roots = header(response, "Whypfs-Roots").split(",");
        assertThat(blocks(response.body()))
                .extracting(block -> block.cid().toString())
                .containsExactly(roots);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense,400,bad-cid",
        "%NOWHERE%,404,not-here",
        "%NOWHERE%?view=block,404,not-here",
        "%NOWHERE%?view=car,404,not-here",
        "%FOLDER%/none,404,no-such-path",
        "%FOLDER%/sub/a.txt/more,404,no-such-path",
        "%FOLDER%/a%FF,400,bad-path",
        "%FOLDER%?view=tar,400,bad-input",
    })
    void refusesAndSaysWhy(String path, int status, String slug) throws Exception {
        // Given
        String target = path.replace("%NOWHERE%", NOWHERE).replace("%FOLDER%", folder);

        // When
        String answer = core.raw(
                "GET " + DAG + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nWhypfs-Internal: "
                        + CoreNodeBackend.TOKEN + "\r\n\r\n",
                new byte[0],
                false);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("urn:whypfs:problem:" + slug);
    }

    @Test
    void touchesOnlyTheBlocksOfTheRangeAndCutsWhenOneIsMissing() throws Exception {
        // Given
        byte[] other = new byte[SIZE];
        new Random(12).nextBytes(other);
        String cid = core.store(newContent(), "holed", other, "").getString("root");
        Multihash middle = Multihash.sha256(other, 1024 * 1024, 1024 * 1024);
        assertThat(store.deleteUnlessStampedSince(middle, Instant.now().plusSeconds(60)))
                .isTrue();

        // When
        HttpResponse<byte[]> last = core.get(DAG + cid, "Range", "bytes=2200000-");
        HttpResponse<byte[]> hole = core.get(DAG + cid, "Range", "bytes=1200000-1200001");

        // Then
        assertThat(last.body()).isEqualTo(Arrays.copyOfRange(other, 2_200_000, SIZE));
        assertThat(hole.statusCode()).isEqualTo(404);
        assertThat(json(hole).getString("type")).isEqualTo("urn:whypfs:problem:missing-block");
        assertThat(json(hole).getString("cid"))
                .isEqualTo(Cid.v1(Multicodec.RAW, middle).toString());
        assertThatThrownBy(() -> core.get(DAG + cid)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> core.get(DAG + cid + "?view=car")).isInstanceOf(IOException.class);
    }

    @Test
    void answersWhichBlocksAreHere() throws Exception {
        // When
        JsonObject answer =
                core.postJson("/internal/v1/have", "{\"cids\":[\"" + NOWHERE + "\",\"" + file + "\",\"bafkqaaa\"]}");

        // Then
        assertThat(answer.getJsonArray("have")).containsExactly(file, "bafkqaaa");
    }

    private static List<Block> blocks(byte[] car) throws IOException {
        CarReader reader = new CarReader(new ByteArrayInputStream(car), CarLimits.DEFAULT);
        List<Block> blocks = new ArrayList<>();
        for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
            blocks.add(block.get());
        }
        return blocks;
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers()
                .firstValue(name)
                .orElseThrow(() -> new AssertionError("no " + name + ": " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8)));
    }
}
