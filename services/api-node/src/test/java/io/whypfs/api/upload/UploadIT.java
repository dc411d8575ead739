package io.whypfs.api.upload;

import static io.whypfs.api.stub.Api.Part.field;
import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.StubCore.Mood;
import io.whypfs.api.stub.Stubs;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class UploadIT {

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    @Inject
    CoreRegistry registry;

    @BeforeEach
    @AfterEach
    void allIsWell() {
        stubs.up();
        stubs.coreB.state = "draining";
        // The registry is asked every 100 ms; uploads go to core A alone from now on.
        await().until(() -> {
            int before = stubs.coreA.ingests.get();
            boolean stored = upload(stubs.auth.userKey(), "/content/add", file("probe", "probe"))
                            .status()
                    == 200;
            return stored && stubs.coreA.ingests.get() == before + 1 && isDrainingKnown();
        });
    }

    private boolean isDrainingKnown() {
        return registry.find(stubs.coreB.id)
                .map(core -> core.state() == CoreNode.State.DRAINING)
                .orElse(false);
    }

    @Test
    void answersTheCidWithTheUrlsOfThisSystem() {
        // Given
        String key = stubs.auth.userKey();
        String cid = raw("hello").toString();

        // When
        Api.Answer answer = upload(key, "/content/add", file("hello.txt", "hello"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(answer.text()).endsWith("}\n");
        long id = answer.json().getLong("estuaryId");
        assertThat(answer.text())
                .isEqualTo("{\"cid\":\"" + cid + "\",\"retrieval_url\":\"https://dweb.link/ipfs/" + cid
                        + "\",\"estuary_retrieval_url\":\"https://files.example/gw/ipfs/" + cid + "\",\"estuaryId\":"
                        + id + ",\"providers\":[]}\n");
    }

    @Test
    void commitsTheRowItsHomeAndItsFactBeforeItAnswers() throws SQLException {
        // Given
        String key = stubs.auth.userKey();

        // When
        long id = upload(key, "/put?replication=3", file("a.bin", "some bytes"))
                .json()
                .getLong("estuaryId");

        // Then
        assertThat(column("select name from contents where id = ?", id)).containsExactly("a.bin");
        assertThat(column("select replication from contents where id = ?", id)).containsExactly("3");
        assertThat(column("select dag_bytes from contents where id = ?", id)).containsExactly("11");
        assertThat(column("select core_id || ' ' || state from content_homes where content_id = ?", id))
                .containsExactly(stubs.coreA.id + " stored");
        List<String> facts = column("select payload from outbox where key = cast(? as text)", id);
        assertThat(facts).hasSize(1);
        JsonObject fact = new JsonObject(facts.getFirst());
        assertThat(fact.getString("type")).isEqualTo("ContentStored");
        assertThat(fact.getLong("sequence")).isEqualTo(1);
        assertThat(fact.getJsonObject("data").getJsonArray("homes"))
                .isEqualTo(new JsonArray().add(stubs.coreA.id.toString()));
    }

    @Test
    void confirmsThePinSoonAfterTheCommit() {
        // When
        long id = upload(stubs.auth.userKey(), "/content/add", file("f", "confirm me"))
                .json()
                .getLong("estuaryId");

        // Then
        await().untilAsserted(() -> assertThat(stubs.coreA.pins).containsEntry(id, true));
    }

    @Test
    void handsTheWishesToTheCore() {
        // When
        upload(stubs.auth.userKey(), "/content/add?profile=estuary-v1", file("f", "x"));

        // Then
        assertThat(stubs.coreA.lastUri)
                .matches("/internal/v1/ingest\\?content=\\d+&profile=estuary-v1&part=data&max-bytes=4294967296");
    }

    @Test
    void takesFieldsThatComeAfterTheFile() throws SQLException {
        // When
        long id = upload(
                        stubs.auth.userKey(),
                        "/content/add",
                        file("f", "late fields"),
                        field("filename", "late.txt"),
                        field("replication", "4"))
                .json()
                .getLong("estuaryId");

        // Then
        assertThat(column("select name || ' ' || replication from contents where id = ?", id))
                .containsExactly("late.txt 4");
    }

    @Test
    void answersTheRootAndTheFilesOfAFolder() {
        // When
        Api.Answer answer =
                upload(stubs.auth.userKey(), "/content/add", file("dir/a.txt", "aaa"), file("dir/b.txt", "bbb"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("files"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("path", "dir/a.txt")
                                .put("cid", raw("aaa").toString())
                                .put("bytes", 3))
                        .add(new JsonObject()
                                .put("path", "dir/b.txt")
                                .put("cid", raw("bbb").toString())
                                .put("bytes", 3)));
        assertThat(stubs.coreA.directories).containsKey(answer.json().getString("cid"));
    }

    @Test
    void takesACarOfAnyContentTypeWithoutALength() {
        // Given
        byte[] car = "a car, the stub believes".getBytes(StandardCharsets.UTF_8);

        // When
        Api.Answer answer = Api.send(Api.request("/content/add-car", "Authorization", "Bearer " + stubs.auth.userKey())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(car))));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("cid"))
                .isEqualTo(raw(new String(car, StandardCharsets.UTF_8)).toString());
        assertThat(stubs.coreA.lastUri).startsWith("/internal/v1/import-car?content=");
    }

    @Test
    void refusesAnUploadThatIsNoForm() {
        Api.Answer answer = Api.post(
                "/content/add", "x", "Authorization", "Bearer " + stubs.auth.userKey(), "Content-Type", "text/plain");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.reason()).isEqualTo("ERR_UNSUPPORTED_CONTENT_TYPE");
    }

    @Test
    void checksTheKeyBeforeTheContentType() {
        Api.Answer answer = Api.post("/content/add", "x", "Content-Type", "text/plain");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.reason()).isEqualTo("ERR_AUTH_MISSING");
    }

    @Test
    void letsAnUploadOnlyKeyUpload() {
        assertThat(upload(stubs.auth.key(2, true), "/content/add", file("f", "x"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAFormWithoutAFile() {
        Api.Answer answer = upload(stubs.auth.userKey(), "/content/add", field("other", "x"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
        assertThat(answer.details()).isEqualTo("The form has no file in the field data.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coluuid=5b7f6b6e-5f0c-4b8e-8f8e-0d1d1a3b6a11",
                "dir=/photos",
                "overwrite=true",
                "replication=0",
                "replication=51",
                "replicationFactor=2",
                "profile=nonsense",
                "filename=..%2Fescape",
                "filename=nul%00byte"
            })
    void refusesAWishThatIsNotGrantedBeforeTheBodyIsTaken(String query) {
        // Given
        int ingests = stubs.coreA.ingests.get();

        // When
        Api.Answer answer = upload(stubs.auth.userKey(), "/content/add?" + query, file("f", "x"));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
        assertThat(stubs.coreA.ingests.get()).isEqualTo(ingests);
    }

    @Test
    void refusesANameOf300Bytes() {
        Api.Answer answer = upload(stubs.auth.userKey(), "/put?filename=" + "n".repeat(300), file("f", "x"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.details()).isEqualTo("The file name is longer than 255 bytes: choose a shorter one.");
    }

    @Test
    void releasesThePinWhenALateFieldNamesACollection() {
        // When
        Api.Answer answer =
                upload(stubs.auth.userKey(), "/content/add", file("f", "in a collection"), field("coluuid", "u"));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        await().untilAsserted(() -> assertThat(stubs.coreA.pins.values()).doesNotContain(false));
    }

    @Test
    void tellsADuplicateToAClientThatAskedAndReleasesItsPin() throws SQLException {
        // Given
        String key = stubs.auth.userKey();
        long first = upload(key, "/content/add", file("f", "twice")).json().getLong("estuaryId");
        Set<Long> before = Set.copyOf(stubs.coreA.released);

        // When
        Api.Answer second = upload(key, "/content/add?ignore-dupes=true", file("g", "twice"));

        // Then
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text())
                .isEqualTo("{\"message\":\"You have already stored " + raw("twice") + "; nothing was added.\"}\n");
        await().untilAsserted(() -> assertThat(stubs.coreA.released.size()).isGreaterThan(before.size()));
        assertThat(stubs.coreA.released).doesNotContain(first);
    }

    @Test
    void storesTheSameFileOfAnotherUserOnItsOwn() {
        upload(stubs.auth.userKey(), "/content/add", file("f", "shared"));
        Api.Answer second = upload(stubs.auth.userKey(), "/content/add?ignore-dupes=true", file("f", "shared"));
        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void refusesUploadsOfAUserWithoutStorage() {
        String key = stubs.auth.userKey();
        stubs.auth.disableStorage(key);
        Api.Answer answer = upload(key, "/content/add", file("f", "x"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_CONTENT_ADDING_DISABLED");
    }

    @ParameterizedTest
    @CsvSource({
        "HAS_NO_ROOM, 507, Insufficient Storage",
        "FINDS_TOO_LARGE, 400, ERR_CONTENT_SIZE_OVER_LIMIT",
        "DIES_HALF_WAY, 502, Bad Gateway"
    })
    void tellsWhatACoreHasAgainstAnUpload(Mood mood, int status, String reason) throws SQLException {
        // Given
        stubs.coreA.mood = mood;
        String before = column("select count(*) + ? from contents", 0).getFirst();

        // When
        Api.Answer answer = upload(stubs.auth.userKey(), "/content/add", file("f", "x".repeat(500_000)));

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(column("select count(*) + ? from contents", 0)).containsExactly(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad-car", "truncated-body", "block-mismatch", "missing-block"})
    void tellsWhatIsWrongWithACar(String slug) {
        stubs.coreA.mood = Mood.FINDS_BAD;
        stubs.coreA.badness = new JsonObject().put("slug", slug).put("detail", "Said by the core.");
        Api.Answer answer = addCar();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
        assertThat(answer.details()).isEqualTo("Said by the core.");
    }

    @Test
    void saysInV1sPlainFormThatACarHasNotOneRoot() {
        stubs.coreA.mood = Mood.FINDS_BAD;
        stubs.coreA.badness = new JsonObject().put("slug", "root-count").put("detail", "Two roots.");
        Api.Answer answer = addCar();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"error\":\"Two roots.\"}\n");
    }

    @Test
    void refusesMoreThanTheLimitByItsLengthAlone() throws Exception {
        // Given
        int ingests = stubs.coreA.ingests.get();

        // When
        String status = RawHttp.head(
                Api.at("/content/add"),
                "POST /content/add HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + stubs.auth.userKey()
                        + "\r\nContent-Type: " + Api.FORM_TYPE
                        + "\r\nExpect: 100-continue\r\nContent-Length: 5000000000\r\n\r\n");

        // Then
        assertThat(status).contains("400 Bad Request");
        assertThat(stubs.coreA.ingests.get()).isEqualTo(ingests);
    }

    @Test
    void asksForTheBodyOnlyWhenACoreTakesIt() throws Exception {
        String status = RawHttp.head(
                Api.at("/content/add"),
                "POST /content/add HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + stubs.auth.userKey()
                        + "\r\nContent-Type: " + Api.FORM_TYPE
                        + "\r\nExpect: 100-continue\r\nContent-Length: 500\r\n\r\n");
        assertThat(status).isEqualTo("HTTP/1.1 100 Continue");
    }

    @Test
    void takesAnotherCoreWhenTheChosenOneRefusesTheConnection() {
        // Given
        stubs.coreB.state = "active";
        stubs.coreA.down();
        String key = stubs.auth.userKey();

        // When
        await().until(() -> upload(key, "/content/add", file("f", "x")).status() == 200);

        // Then
        for (int i = 0; i < 10; i++) {
            assertThat(upload(key, "/content/add", file("f", "goes to B " + i)).status())
                    .isEqualTo(200);
        }
        assertThat(stubs.coreB.blocks).containsKey(raw("goes to B 9").toString());
    }

    @Test
    void saysThatNoCoreHasRoom() {
        stubs.coreA.freeBytes = 0;
        String key = stubs.auth.userKey();
        await().untilAsserted(() -> {
            Api.Answer answer = upload(key, "/content/add", file("f", "x"));
            assertThat(answer.status()).isEqualTo(507);
            assertThat(answer.reason()).isEqualTo("Insufficient Storage");
        });
    }

    @Test
    void saysThatNoCoreCanBeReached() {
        stubs.coreA.down();
        stubs.coreB.down();
        Api.Answer answer = upload(stubs.auth.userKey(), "/content/add", file("f", "x"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("Service Unavailable");
    }

    @Test
    void commitsManyUploadsAtOnceEachWithItsOwnId() throws Exception {
        // Given
        String key = stubs.auth.userKey();
        List<java.util.concurrent.Future<Long>> uploads = new ArrayList<>();

        // When
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 300; i++) {
                String content = "many " + i;
                uploads.add(threads.submit(() ->
                        upload(key, "/content/add", file("f", content)).json().getLong("estuaryId")));
            }
        }
        Set<Long> ids = new java.util.HashSet<>();
        for (var done : uploads) {
            ids.add(done.get(1, TimeUnit.SECONDS));
        }

        // Then
        assertThat(ids).hasSize(300);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from contents c join content_homes h on h.content_id = c.id"
                                + " join outbox o on o.key = c.id::text where c.id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(300);
            }
        }
    }

    private Api.Answer addCar() {
        return Api.post("/content/add-car", "car", "Authorization", "Bearer " + stubs.auth.userKey());
    }

    private static Cid raw(String text) {
        return Cid.v1(Multicodec.RAW, Multihash.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> column(String sql, long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
