package io.whypfs.api.content;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class ContentIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,8}[1-9]|\\.[1-9])?Z";

    @Inject
    Stubs stubs;

    private String key = "";

    @BeforeEach
    void aNewUser() {
        stubs.up();
        key = stubs.auth.userKey();
    }

    @Test
    void showsAContentWithEveryKeyOfV1() {
        // Given
        JsonObject added = upload(key, "/content/add?filename=a%3Cb%3E%26.txt", file("f", "content"))
                .json();
        long id = added.getLong("estuaryId");

        // When
        Api.Answer answer = as(key, "GET", "/content/" + id);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .matches("\\{\"id\":" + id + ",\"createdAt\":\"" + TIME + "\",\"updatedAt\":\"" + TIME + "\",\"cid\":\""
                        + added.getString("cid")
                        + "\",\"name\":\"a\\\\u003cb\\\\u003e\\\\u0026.txt\",\"userId\":\\d+,\"description\":\"\",\"size\":8,"
                        + "\"type\":1,\"active\":true,\"offloaded\":false,\"replication\":6,\"aggregatedIn\":0,"
                        + "\"aggregate\":false,\"pinning\":false,\"pinMeta\":\"\",\"replace\":false,\"origins\":\"\","
                        + "\"failed\":false,\"location\":\"local\",\"dagSplit\":false,\"splitFrom\":0,"
                        + "\"pinningStatus\":\"\",\"dealStatus\":\"\"}\n");
    }

    @Test
    void indentsWhenAsked() {
        long id = add("pretty");
        Api.Answer answer = as(key, "GET", "/content/" + id + "?pretty");
        assertThat(answer.text())
                .startsWith("{\n  \"id\": " + id + ",\n  \"createdAt\": \"")
                .endsWith("\n}\n");
    }

    @Test
    void takesASlashAtTheEnd() {
        long id = add("slash");
        assertThat(as(key, "GET", "/content/" + id + "/").status()).isEqualTo(200);
        assertThat(as(key, "GET", "/content/stats/").status()).isEqualTo(200);
    }

    @Test
    void listsTheNewestFirstInPages() {
        // Given
        long first = add("first");
        long second = add("second");
        long third = add("third");

        // When
        JsonArray all = as(key, "GET", "/content/contents").list();
        JsonArray page = as(key, "GET", "/content/contents?limit=1&offset=1").list();

        // Then
        assertThat(all.stream().map(one -> ((JsonObject) one).getLong("id"))).containsExactly(third, second, first);
        assertThat(page.getJsonObject(0).getLong("id")).isEqualTo(second);
        assertThat(page.getJsonObject(0).getString("pinningStatus")).isEqualTo("pinned");
    }

    @Test
    void listsStatsWithTheCidAsALink() {
        // Given
        JsonObject added = upload(key, "/content/add", file("s.txt", "stats")).json();

        // When
        Api.Answer answer = as(key, "GET", "/content/stats");

        // Then
        assertThat(answer.text())
                .matches("\\[\\{\"id\":" + added.getLong("estuaryId") + ",\"cid\":\\{\"/\":\"" + added.getString("cid")
                        + "\"},\"name\":\"s.txt\",\"size\":6,\"createdAt\":\"" + TIME
                        + "\",\"bwUsed\":0,\"totalRequests\":0,\"offloaded\":false,\"aggregatedFiles\":0,"
                        + "\"pinningStatus\":\"pinned\"}]\n");
    }

    @Test
    void answersAnEmptyListToAUserWithoutContents() {
        assertThat(as(key, "GET", "/content/stats").text()).isEqualTo("[]\n");
        assertThat(as(key, "GET", "/content/contents").text()).isEqualTo("[]\n");
        assertThat(as(key, "GET", "/content/list").text()).isEqualTo("[]\n");
    }

    @Test
    void findsOnlyTheCallersContentsByTheirCid() {
        // Given
        JsonObject mine = upload(key, "/content/add", file("f", "common")).json();
        upload(stubs.auth.userKey(), "/content/add", file("f", "common"));

        // When
        JsonArray found =
                as(key, "GET", "/content/by-cid/" + mine.getString("cid")).list();

        // Then
        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getJsonObject("content").getLong("id"))
                .isEqualTo(mine.getLong("estuaryId"));
        assertThat(found.getJsonObject(0).getJsonArray("deals")).isEmpty();
    }

    @Test
    void tellsTheStatusAsTheSchedulerSeesIt() {
        // Given
        long id = add("status");
        stubs.scheduler.known.put(id, "unassigned");

        // When
        JsonObject status = as(key, "GET", "/content/status/" + id).json();

        // Then
        assertThat(status.fieldNames()).containsExactly("content", "deals", "failuresCount", "state", "why", "next");
        assertThat(status.getJsonObject("content").getLong("id")).isEqualTo(id);
        assertThat(status.getJsonArray("deals")).isEmpty();
        assertThat(status.getInteger("failuresCount")).isZero();
        assertThat(status.getString("state")).isEqualTo("unassigned");
        assertThat(status.getString("why")).isEqualTo("It waits for a bucket.");
    }

    @Test
    void tellsTheStatusWhenTheSchedulerIsAwayOrDoesNotKnow() {
        long id = add("status without scheduler");
        assertThat(as(key, "GET", "/content/status/" + id).json().getString("state"))
                .isEqualTo("stored");
        stubs.scheduler.down();
        Api.Answer answer = as(key, "GET", "/content/status/" + id);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("why"))
                .isEqualTo("The blocks are durable and the row is committed; the scheduler does not answer now.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /content/%d", "GET /content/status/%d", "DELETE /content/%d"})
    void answersAStrangerLikeForAnIdThatNeverWas(String route) {
        // Given
        long id = add("mine");
        String stranger = stubs.auth.userKey();
        String[] words = route.split(" ");

        // When
        Api.Answer foreign = as(stranger, words[0], words[1].formatted(id));
        Api.Answer unknown = as(stranger, words[0], words[1].formatted(1L << 50));

        // Then
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.reason()).isEqualTo("ERR_CONTENT_NOT_FOUND");
        assertThat(foreign.text().replace(Long.toString(id), "N"))
                .isEqualTo(unknown.text().replace(Long.toString(1L << 50), "N"));
        assertThat(as(key, "GET", "/content/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/content/abc",
                "/content/status/12x",
                "/content/by-cid/nocid",
                "/content/stats?limit=many",
                "/content/99999999999999999999"
            })
    void refusesWhatItCannotRead(String path) {
        Api.Answer answer = as(key, "GET", path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
    }

    @Test
    void keepsUploadOnlyKeysFromReading() {
        String uploadOnly = stubs.auth.key(100, true);
        Api.Answer answer = as(uploadOnly, "GET", "/content/stats");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("ERR_NOT_AUTHORIZED");
    }

    @Test
    void deletesAndSaysWhatHappensNext() {
        // Given
        long id = add("to delete");

        // When
        Api.Answer answer = as(key, "DELETE", "/content/" + id);

        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().fieldNames()).containsExactly("id", "cid", "state", "why", "next");
        assertThat(answer.json().getString("state")).isEqualTo("deleted");
        assertThat(as(key, "GET", "/content/" + id).status()).isEqualTo(404);
        assertThat(as(key, "GET", "/content/contents").text()).isEqualTo("[]\n");
        assertThat(as(key, "DELETE", "/content/" + id).status()).isEqualTo(404);
    }

    private long add(String content) {
        return upload(key, "/content/add", file("f", content)).json().getLong("estuaryId");
    }
}
