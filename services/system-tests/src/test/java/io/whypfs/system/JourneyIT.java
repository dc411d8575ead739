package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The first half of the journey: someone uploads a file or a folder, gets its CID at once, and reads it back through the gateway
 * of any node.
 */
@Timeout(180)
class JourneyIT {

    private final FrontDoor admin = SharedSystem.frontDoor();

    @Test
    void aFileGoesUpAndComesBackBitForBit() throws Exception {
        // Given
        byte[] bytes = new SeededBytes(1, 5_000_001).toArray();

        // When
        JsonNode answer = admin.upload("film.bin", bytes);

        // Then
        String cid = answer.get("cid").asText();
        assertThat(admin.getAnonymous("/ipfs/" + cid).body()).isEqualTo(bytes);
        assertThat(admin.getAnonymous("/gw/ipfs/" + cid).body()).isEqualTo(bytes);
        assertThat(answer.get("estuary_retrieval_url").asText()).isEqualTo(admin.base() + "/gw/ipfs/" + cid);
        JsonNode content = FrontDoor.expect(
                200, admin.get("/content/" + answer.get("estuaryId").asLong()));
        assertThat(content.get("cid").asText()).isEqualTo(cid);
        assertThat(content.get("name").asText()).isEqualTo("film.bin");
        assertThat(content.get("active").asBoolean()).isTrue();
    }

    @Test
    void helloWorldHasTheCidsOfTheVectors() throws Exception {
        byte[] hello = "hello world".getBytes(StandardCharsets.UTF_8);
        assertThat(admin.upload("hello", hello).get("cid").asText())
                .isEqualTo("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
        assertThat(FrontDoor.expect(200, admin.add("?profile=unixfs-v0-2015", FrontDoor.Part.of("hello", hello)))
                        .get("cid")
                        .asText())
                .isEqualTo("Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD");
    }

    @Test
    void everyBlockOfALargeFileIsFoundThroughTheFrontDoor() throws Exception {
        // Given
        byte[] bytes = new SeededBytes(2, 12_345_678).toArray();
        String root = admin.upload("large.bin", bytes).get("cid").asText();

        // When
        HttpResponse<byte[]> car = admin.getAnonymous("/ipfs/" + root + "?format=car");

        // Then
        CarReader reader = new CarReader(new ByteArrayInputStream(car.body()));
        List<Block> blocks = new ArrayList<>();
        for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
            blocks.add(block.get());
        }
        assertThat(blocks).hasSize(13);
        for (Block block : blocks) {
            assertThat(admin.getAnonymous("/ipfs/" + block.cid() + "?format=raw")
                            .body())
                    .isEqualTo(block.data());
        }
    }

    @Test
    void aCarGoesUpAndItsContentComesBack() throws Exception {
        // Given
        byte[] bytes = new SeededBytes(3, 3_000_000).toArray();
        String root = admin.upload("first.bin", bytes).get("cid").asText();
        byte[] car = admin.getAnonymous("/ipfs/" + root + "?format=car").body();

        // When
        JsonNode answer = FrontDoor.expect(200, admin.addCar(car));

        // Then
        assertThat(answer.get("cid").asText()).isEqualTo(root);
        assertThat(admin.getAnonymous("/ipfs/" + root).body()).isEqualTo(bytes);
    }

    @Test
    void aFolderIsOneDirectoryWithPathsBelowItsRoot() throws Exception {
        // When
        JsonNode answer = FrontDoor.expect(
                200,
                admin.add(
                        "",
                        FrontDoor.Part.of("index.md", "top".getBytes(StandardCharsets.UTF_8)),
                        FrontDoor.Part.of("src/main/App.java", "class App {}".getBytes(StandardCharsets.UTF_8)),
                        FrontDoor.Part.of("src/empty", new byte[0])));

        // Then
        String root = answer.get("cid").asText();
        assertThat(text("/ipfs/" + root + "/src/main/App.java")).isEqualTo("class App {}");
        assertThat(text("/ipfs/" + root + "/src/empty")).isEmpty();
        assertThat(text("/ipfs/" + root + "/")).contains("Index of", "index.md", "src");
        assertThat(admin.getAnonymous("/ipfs/" + root + "/src/nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void rangesAndConditionsAreHonoured() throws Exception {
        // Given
        byte[] bytes = new SeededBytes(4, 3_500_000).toArray();
        String cid = admin.upload("ranged.bin", bytes).get("cid").asText();

        // When
        HttpResponse<byte[]> middle = admin.getAnonymous("/ipfs/" + cid, "Range", "bytes=1048570-1048590");
        HttpResponse<byte[]> suffix = admin.getAnonymous("/ipfs/" + cid, "Range", "bytes=-11");
        HttpResponse<byte[]> beyond = admin.getAnonymous("/ipfs/" + cid, "Range", "bytes=3500000-");
        HttpResponse<byte[]> known = admin.getAnonymous("/ipfs/" + cid, "If-None-Match", "\"" + cid + "\"");

        // Then
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_048_570, 1_048_591));
        assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 1048570-1048590/3500000");
        assertThat(suffix.body()).isEqualTo(Arrays.copyOfRange(bytes, 3_499_989, 3_500_000));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(known.statusCode()).isEqualTo(304);
    }

    @Test
    void twoUsersHoldTheSameFileAndOneDeleteLeavesTheOther() throws Exception {
        // Given
        FrontDoor alice = newUser();
        FrontDoor bob = newUser();
        byte[] bytes = new SeededBytes(6, 2_000_000).toArray();
        JsonNode ofAlice = alice.upload("shared.bin", bytes);
        JsonNode ofBob = bob.upload("shared.bin", bytes);
        String cid = ofAlice.get("cid").asText();
        assertThat(ofBob.get("cid").asText()).isEqualTo(cid);

        // When
        HttpResponse<byte[]> deleted =
                alice.delete("/content/" + ofAlice.get("estuaryId").asLong());

        // Then
        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(FrontDoor.json(deleted).get("next").asText()).isNotBlank();
        assertThat(alice.get("/content/" + ofAlice.get("estuaryId").asLong()).statusCode())
                .isEqualTo(404);
        assertThat(bob.get("/content/" + ofBob.get("estuaryId").asLong()).statusCode())
                .isEqualTo(200);
        assertThat(bob.getAnonymous("/ipfs/" + cid).body()).isEqualTo(bytes);
    }

    @Test
    void aUserSeesOnlyTheirOwnContent() throws Exception {
        // Given
        FrontDoor alice = newUser();
        FrontDoor bob = newUser();
        long id = alice.upload("private.txt", "mine".getBytes(StandardCharsets.UTF_8))
                .get("estuaryId")
                .asLong();

        // Then
        assertThat(bob.get("/content/" + id).statusCode()).isEqualTo(404);
        assertThat(bob.delete("/content/" + id).statusCode()).isEqualTo(404);
        assertThat(ids(FrontDoor.expect(200, bob.get("/content/contents")))).isEmpty();
        assertThat(ids(FrontDoor.expect(200, alice.get("/content/contents")))).containsExactly(id);
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        // Given
        FrontDoor user = newUser();
        JsonNode made = FrontDoor.expect(200, user.postJson("/user/api-keys?perms=upload&label=laptop", ""));
        FrontDoor withKey = user.withKey(made.get("token").asText());
        withKey.upload("by-key.txt", "x".getBytes(StandardCharsets.UTF_8));
        assertThat(withKey.get("/content/contents").statusCode()).isEqualTo(403);

        // When
        assertThat(user.delete("/user/api-keys/" + made.get("tokenHash").asText())
                        .statusCode())
                .isEqualTo(200);

        // Then
        await("the key is refused within a second")
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(withKey.get("/viewer").statusCode()).isEqualTo(401));
    }

    @Test
    void viewerNamesTheUploadEndpoint() throws Exception {
        JsonNode viewer = FrontDoor.expect(200, admin.get("/viewer"));
        assertThat(viewer.get("username").asText()).isEqualTo("admin");
        assertThat(viewer.get("settings").get("uploadEndpoints").get(0).asText())
                .isEqualTo(admin.base() + "/content/add");
    }

    private FrontDoor newUser() throws Exception {
        String name = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        FrontDoor.expect(200, admin.postJson("/admin/invite/" + name, ""));
        JsonNode registered = FrontDoor.expect(
                200,
                admin.postJson(
                        "/register",
                        "{\"username\":\"" + name + "\",\"passwordHash\":\"secret-" + name + "\",\"inviteCode\":\""
                                + name + "\"}"));
        return admin.withKey(registered.get("token").asText());
    }

    private String text(String path) throws Exception {
        HttpResponse<byte[]> response = admin.getAnonymous(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static List<Long> ids(JsonNode contents) {
        return StreamSupport.stream(contents.spliterator(), false)
                .map(content -> content.get("id").asLong())
                .toList();
    }
}
