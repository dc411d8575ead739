package io.whypfs.proxifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class ProxifierIT {

    @Inject
    Proxifier proxifier;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void keepsHealthAndMetricsOffTheFrontPort() throws Exception {
        // When
        HttpResponse<String> front = get(proxifier.door().port(), "/q/health/ready");
        HttpResponse<String> live = get(managementPort, "/q/health/live");
        HttpResponse<String> ready = get(managementPort, "/q/health/ready");
        HttpResponse<String> metrics = get(managementPort, "/q/metrics");
        // Then
        assertThat(front.statusCode()).isEqualTo(404);
        assertThat(front.body()).startsWith("{\"error\":{\"code\":404,\"reason\":\"Not Found\"");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .contains("sick: it does not accept connections")
                .contains("\"open\": true");
        assertThat(metrics.body())
                .contains("whypfs_proxifier_requests_total{status=\"2xx\",upstream=\"127.0.0.1:1\"}")
                .contains("whypfs_proxifier_requests_in_flight ")
                .contains("whypfs_proxifier_ejections_total{upstream=\"127.0.0.1:1\"}");
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
