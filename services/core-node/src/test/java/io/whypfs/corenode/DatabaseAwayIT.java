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
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.transfer.PieceToken;
import io.whypfs.local.postgres.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

    private static final String CID = "baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq";
    private static final String PIECE = "/pieces/" + CID + "?token="
            + PieceToken.of(
                            CoreNodeBackend.PIECES_SECRET.getBytes(StandardCharsets.UTF_8),
                            PieceCid.parse(CID),
                            PieceToken.OWNER)
                    .text();

    @TestHTTPResource
    URI base;

    @Test
    void readsOnWithoutPostgresqlAndTakesUploadsAgainWhenItIsBack() throws Exception {
        // Given
        CoreNodeClient core = new CoreNodeClient(base);
        PostgresServer server = CoreNodeBackend.WithOwnServer.server();
        String root = core.store(newContent(), "a", new byte[] {1}, "").getString("root");
        Awaitility.await().until(() -> nodes(core).size() == 1);
        assertThat(core.get(PIECE).statusCode()).isEqualTo(404);

        // When
        server.kill();

        // Then
        HttpResponse<byte[]> upload = core.post(
                "/internal/v1/ingest?name=a&content=" + newContent(), "text/plain", BodyPublishers.ofString("later"));
        assertThat(upload.statusCode()).isEqualTo(503);
        assertThat(json(upload).getString("type")).isEqualTo("urn:whypfs:problem:database-unavailable");
        assertThat(core.get("/internal/v1/dag/" + root).body()).containsExactly(1);
        HttpResponse<byte[]> piece = core.get(PIECE);
        assertThat(piece.statusCode()).isEqualTo(503);
        assertThat(piece.headers().firstValue("retry-after")).contains("5");
        assertThat(json(piece).getString("type")).isEqualTo("urn:whypfs:problem:database-unavailable");
        assertThat(nodes(core).getJsonObject(0).getString("state")).isEqualTo("active");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<byte[]> ready = core.get("/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(text(ready)).contains("postgresql: no uploads are taken");
        });

        // When
        server.start();

        // Then
        Awaitility.await().until(() -> core.get(PIECE).statusCode() == 404);
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
