package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static io.whypfs.corenode.CoreNodeClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.whypfs.local.postgres.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(DatabaseAwayIT.OwnServer.class)
@Timeout(120)
class DatabaseAwayIT {

    /** A PostgreSQL that the test may kill. */
    public static class OwnServer implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(CoreNodeBackend.WithOwnServer.class));
        }
    }

    @TestHTTPResource
    URI base;

    @Test
    void readsOnWithoutPostgresqlAndTakesUploadsAgainWhenItIsBack() throws Exception {
        // Given
        CoreNodeClient core = new CoreNodeClient(base);
        PostgresServer server = CoreNodeBackend.WithOwnServer.server();
        String root = core.store(newContent(), "a", new byte[] {1}, "").getString("root");
        Awaitility.await().until(() -> nodes(core).size() == 1);

        // When
        server.kill();

        // Then
        HttpResponse<byte[]> upload = core.post(
                "/internal/v1/ingest?name=a&content=" + newContent(), "text/plain", BodyPublishers.ofString("later"));
        assertThat(upload.statusCode()).isEqualTo(503);
        assertThat(json(upload).getString("type")).isEqualTo("urn:whypfs:problem:database-unavailable");
        assertThat(core.get("/internal/v1/dag/" + root).body()).containsExactly(1);
        assertThat(nodes(core).getJsonObject(0).getString("state")).isEqualTo("active");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<byte[]> ready = core.get("/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(text(ready)).contains("postgresql: no uploads are taken");
        });

        // When
        server.start();

        // Then
        assertThat(core.store(newContent(), "a", new byte[] {2}, "").getString("kind"))
                .isEqualTo("file");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(text(core.get("/q/health/ready"))).doesNotContain("postgresql"));
    }

    private static JsonArray nodes(CoreNodeClient core) throws Exception {
        return new JsonArray(text(core.get("/internal/v1/nodes")));
    }
}
