package io.whypfs.corenode;

import static io.whypfs.corenode.CoreNodeClient.form;
import static io.whypfs.corenode.CoreNodeClient.json;
import static io.whypfs.corenode.CoreNodeClient.newContent;
import static io.whypfs.corenode.CoreNodeClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(DiskReserveIT.ReserveAboveTheDisk.class)
@Timeout(60)
class DiskReserveIT {

    /** A reserve of more bytes than any disk has. */
    public static class ReserveAboveTheDisk implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("whypfs.storage.reserve", "1000000G");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(CoreNodeBackend.WithoutReserve.class));
        }
    }

    @TestHTTPResource
    URI base;

    @Test
    void takesNothingBelowTheReserveAndSaysSo() throws Exception {
        // Given
        CoreNodeClient core = new CoreNodeClient(base);

        // When
        HttpResponse<byte[]> response =
                core.postForm("/internal/v1/ingest?content=" + newContent(), form("a", "not taken"));

        // Then
        assertThat(response.statusCode()).isEqualTo(507);
        assertThat(json(response).getString("type")).isEqualTo("urn:whypfs:problem:disk-reserve");
        assertThat(json(response).getLong("reserveBytes")).isEqualTo(1_000_000L << 30);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(text(core.get("/q/health/ready"))).contains("\"UP\"", "disk: no uploads are taken"));
    }
}
