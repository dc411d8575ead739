package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.unixfs.DirectoryImport;
import io.whypfs.ipld.unixfs.FileImport;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import io.whypfs.ipld.unixfs.UnixFsImporter;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(CoreNodeBackend.class)
@Timeout(60)
class ImportCarIT {

    private static final AtomicInteger SEEDS = new AtomicInteger(500);

    @TestHTTPResource
    URI base;

    private CoreNodeClient core;
    private final List<Block> blocks = new ArrayList<>();
    private UnixFsEntry root;

    @BeforeEach
    void makeAFolderThatNobodyHas() throws IOException {
        core = new CoreNodeClient(base);
        Random random = new Random(SEEDS.incrementAndGet());
        DirectoryImport directory = new DirectoryImport(ImportProfile.UNIXFS_V1_2025, blocks::add);
        for (String name : List.of("one", "sub/two", "sub/deep/three")) {
            byte[] content = new byte[1_200_000];
            random.nextBytes(content);
            FileImport file = new UnixFsImporter(ImportProfile.UNIXFS_V1_2025, blocks::add).newFile();
            file.write(content, 0, content.length);
            directory.add(name, file.finish());
        }
        root = directory.finish();
    }

    @Test
    void storesAWholeDagInAnyOrder() throws Exception {
        // Given
        Collections.reverse(blocks);

        // When
        HttpResponse<byte[]> response = send(car(List.of(root.cid()), blocks));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject stored = json(response);
        assertThat(stored.getString("root")).isEqualTo(root.cid().toString());
        assertThat(stored.getString("kind")).isEqualTo("car");
        assertThat(stored.getLong("fileBytes")).isEqualTo(3_600_000);
        assertThat(stored.getLong("blockCount")).isEqualTo(blocks.size());
        assertThat(stored.getLong("carBytes")).isEqualTo(car(List.of(root.cid()), blocks).length);
    }

    @Test
    void countsNoBlockTwiceAndNoneThatHangsLoose() throws Exception {
        // Given
        List<Block> padded = new ArrayList<>(blocks);
        padded.add(blocks.getFirst());
        padded.add(new Block(
                Cid.parse("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"), "hello world".getBytes()));

        // When
        JsonObject stored = json(send(car(List.of(root.cid()), padded)));

        // Then
        assertThat(stored.getLong("blockCount")).isEqualTo(blocks.size());
    }

    @Test
    void namesTheBlockThatIsMissing() throws Exception {
        // Given
        Block missing = blocks.removeFirst();

        // When
        HttpResponse<byte[]> response = send(car(List.of(root.cid()), blocks));

        // Then
        assertProblem(response, "missing-block");
        assertThat(json(response).getString("cid")).isEqualTo(missing.cid().toString());
    }

    @Test
    void takesABlockThatIsHereAlready() throws Exception {
        // Given
        send(car(List.of(root.cid()), blocks));
        blocks.removeFirst();

        // When
        HttpResponse<byte[]> response = send(car(List.of(root.cid()), blocks));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getLong("fileBytes")).isEqualTo(3_600_000);
    }

    @Test
    void refusesABlockThatIsNotWhatItsCidSays() throws Exception {
        // Given
        byte[] other = blocks.getFirst().data().clone();
        other[17] ^= 1;
        blocks.set(0, new Block(blocks.getFirst().cid(), other));

        // When
        HttpResponse<byte[]> response = send(car(List.of(root.cid()), blocks));

        // Then
        assertProblem(response, "block-mismatch");
    }

    @Test
    void refusesNoRootAndTwoAndNamesThem() throws Exception {
        // Given
        Cid other = blocks.getFirst().cid();

        // When
        HttpResponse<byte[]> none = send(car(List.of(), blocks));
        HttpResponse<byte[]> two = send(car(List.of(root.cid(), other), blocks));

        // Then
        assertProblem(none, "root-count");
        assertProblem(two, "root-count");
        assertThat(json(two).getJsonArray("roots")).containsExactly(root.cid().toString(), other.toString());
    }

    @Test
    void refusesACarThatEndsInsideABlock() throws Exception {
        // Given
        byte[] whole = car(List.of(root.cid()), blocks);

        // When
        HttpResponse<byte[]> response = send(Arrays.copyOf(whole, whole.length - 1));

        // Then
        assertProblem(response, "truncated-body");
    }

    @Test
    void refusesMoreThanTheLimit() throws Exception {
        // When
        HttpResponse<byte[]> response = core.post(
                "/internal/v1/import-car?max-bytes=1000&content=" + newContent(),
                "application/vnd.ipld.car",
                BodyPublishers.ofByteArray(car(List.of(root.cid()), blocks)));

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:too-large");
    }

    private HttpResponse<byte[]> send(byte[] car) throws IOException, InterruptedException {
        return core.post(
                "/internal/v1/import-car?content=" + newContent(),
                "application/vnd.ipld.car",
                BodyPublishers.ofByteArray(car));
    }

    private static void assertProblem(HttpResponse<byte[]> response, String slug) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:" + slug);
    }

    private static byte[] car(List<Cid> roots, List<Block> blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(out, roots);
        for (Block block : blocks) {
            writer.put(block);
        }
        return out.toByteArray();
    }
}
