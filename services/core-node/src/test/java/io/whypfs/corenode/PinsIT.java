package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static io.whypfs.corenode.CoreNodeClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.corenode.registry.CoreId;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(CoreNodeBackend.class)
@Timeout(60)
class PinsIT {

    @TestHTTPResource
    URI base;

    @Inject
    DataSource dataSource;

    @Inject
    CoreId coreId;

    private CoreNodeClient core;

    @BeforeEach
    void connect() {
        core = new CoreNodeClient(base);
    }

    @Test
    void pinsProvisionallyUntilItIsToldMore() throws Exception {
        // Given
        long content = newContent();
        String root = core.store(content, "a", new byte[] {1}, "").getString("root");

        // When
        JsonArray unconfirmed = unconfirmed();

        // Then
        JsonObject pin = find(unconfirmed, content);
        assertThat(pin.getString("root")).isEqualTo(root);
        assertThat(pin.getInstant("createdAt")).isNotNull();
        assertThat(states(content)).containsExactly("provisional");
    }

    @Test
    void confirmsAndReleasesAsOftenAsItIsTold() throws Exception {
        // Given
        long content = newContent();
        long unknown = newContent();
        core.store(content, "a", new byte[] {2}, "");
        String both = "{\"contents\":[" + content + "," + unknown + "]}";
        JsonObject outcome = new JsonObject("{\"done\":[" + content + "],\"unknown\":[" + unknown + "]}");

        // When, Then
        for (int i = 0; i < 2; i++) {
            assertThat(core.postJson("/internal/v1/pins/confirm", both)).isEqualTo(outcome);
            assertThat(states(content)).containsExactly("confirmed");
        }
        assertThat(core.postJson("/internal/v1/pins/release", both)).isEqualTo(outcome);
        assertThat(states(content)).isEmpty();
        assertThat(core.postJson("/internal/v1/pins/release", both).getJsonArray("done"))
                .isEmpty();
    }

    @Test
    void keepsAConfirmedPinConfirmedWhenTheUploadIsRepeated() throws Exception {
        // Given
        long content = newContent();
        core.store(content, "a", new byte[] {3}, "");
        core.postJson("/internal/v1/pins/confirm", "{\"contents\":[" + content + "]}");

        // When
        core.store(content, "a", new byte[] {3}, "");

        // Then
        assertThat(states(content)).containsExactly("confirmed");
    }

    @Test
    void keepsOneContentWhenAnotherWithItsRootIsReleased() throws Exception {
        // Given
        long first = newContent();
        long second = newContent();
        String root = core.store(first, "a", new byte[] {4}, "").getString("root");
        core.store(second, "b", new byte[] {4}, "");

        // When
        core.postJson("/internal/v1/pins/release", "{\"contents\":[" + first + "]}");

        // Then
        assertThat(states(first)).isEmpty();
        assertThat(states(second)).containsExactly("provisional");
        assertThat(core.get("/internal/v1/dag/" + root).body()).containsExactly(4);
    }

    @Test
    void pinsEveryOneOfManyUploadsAtOnce() throws Exception {
        // Given
        List<Callable<Long>> uploads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = {7, (byte) i};
            uploads.add(() -> {
                long content = newContent();
                core.store(content, "a", bytes, "");
                return content;
            });
        }

        // When
        List<Long> contents = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            for (Future<Long> upload : executor.invokeAll(uploads)) {
                contents.add(upload.get());
            }
        }

        // Then
        assertThat(core.postJson("/internal/v1/pins/confirm", "{\"contents\":" + contents + "}")
                        .getJsonArray("done"))
                .hasSize(200);
    }

    @Test
    void leavesThePinsOfOtherCoresAlone() throws Exception {
        // Given
        long content = newContent();
        try (Connection connection = dataSource.getConnection()) {
            connection
                    .createStatement()
                    .execute(
                            "INSERT INTO core.pins VALUES (" + content + ", '\\x01', gen_random_uuid(), 'provisional', "
                                    + "'file', 0, 0, 0, 0, now() - interval '1 day', NULL)");
        }

        // When
        JsonObject released = core.postJson("/internal/v1/pins/release", "{\"contents\":[" + content + "]}");

        // Then
        assertThat(released.getJsonArray("unknown")).containsExactly((int) content);
        assertThat(states(content)).containsExactly("provisional");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"confirm|{}", "release|{\"contents\":[null]}", "confirm|[]", "confirm|{\"contents\":[\"x\"]}"})
    void refusesListsThatAreNone(String door, String body) throws Exception {
        // When
        HttpResponse<byte[]> response = core.post(
                "/internal/v1/pins/" + door,
                "application/json",
                java.net.http.HttpRequest.BodyPublishers.ofString(body));

        // Then
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
    }

    @Test
    void refusesADurationThatIsNone() throws Exception {
        // When
        HttpResponse<byte[]> response = core.get("/internal/v1/pins/unconfirmed?older-than=tomorrow");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:bad-input");
    }

    @Test
    void standsInTheRegistryItself() throws Exception {
        // Given
        Awaitility.await().until(() -> !new JsonArray(text(core.get("/internal/v1/nodes"))).isEmpty());

        // When
        JsonArray nodes = new JsonArray(text(core.get("/internal/v1/nodes")));

        // Then
        JsonObject self = nodes.getJsonObject(0);
        assertThat(self.fieldNames())
                .containsExactlyInAnyOrder("id", "url", "state", "freeBytes", "reserveBytes", "blocks", "lastSeen");
        assertThat(self.getString("id")).isEqualTo(coreId.value().toString());
        assertThat(self.getString("state")).isEqualTo("active");
        assertThat(self.getLong("reserveBytes")).isEqualTo(1024 * 1024);
        assertThat(self.getLong("freeBytes")).isPositive();
    }

    @Test
    void showsNothingWithoutTheCredential() throws Exception {
        // When
        HttpResponse<byte[]> none = core.send(java.net.http.HttpRequest.newBuilder(base.resolve("/internal/v1/nodes")));
        HttpResponse<byte[]> dag =
                core.send(java.net.http.HttpRequest.newBuilder(base.resolve("/internal/v1/dag/bafkqaaa")));

        // Then
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(dag.statusCode()).isEqualTo(401);
    }

    @Test
    void isReadyAndCounts() throws Exception {
        // Given
        core.store(newContent(), "a", new byte[100], "");

        // When
        HttpResponse<byte[]> ready = core.get("/q/health/ready");
        String metrics = text(core.get("/q/metrics"));

        // Then
        assertThat(json(ready).getString("status")).isEqualTo("UP");
        assertThat(text(ready)).contains("\"storage\"");
        assertThat(metrics)
                .contains(
                        "whypfs_ingest_bytes_total",
                        "whypfs_blocks_written_total",
                        "whypfs_commit_round_seconds_count",
                        "whypfs_disk_free_bytes");
    }

    private JsonArray unconfirmed() throws Exception {
        return new JsonArray(text(core.get("/internal/v1/pins/unconfirmed?older-than=PT0S&limit=10000")));
    }

    private static JsonObject find(JsonArray pins, long content) {
        return pins.stream()
                .map(JsonObject.class::cast)
                .filter(pin -> pin.getLong("content") == content)
                .findFirst()
                .orElseThrow();
    }

    private List<String> states(long content) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT state FROM core.pins WHERE content_id = ?")) {
            statement.setLong(1, content);
            List<String> states = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.add(rows.getString(1));
                }
            }
            return states;
        }
    }
}
