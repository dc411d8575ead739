package io.whypfs.api.http;

import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class FrameIT {

    @Inject
    Stubs stubs;

    @Inject
    HttpFrame frame;

    @BeforeEach
    void allIsWell() {
        stubs.up();
    }

    @Test
    void givesV1sSignOfLife() {
        Api.Answer answer = get("/health");
        assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(answer.header("X-AppVersion")).isEqualTo("0.1.0");
    }

    @Test
    void answersAPreflightLikeV1() {
        Api.Answer answer = Api.send(Api.request(
                        "/content/add",
                        "Origin",
                        "https://app.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,x-else")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("authorization,x-else");
    }

    @Test
    void letsEveryOriginReadAnAnswerAndARefusal() {
        assertThat(get("/health", "Origin", "https://a.example").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(get("/viewer", "Origin", "https://a.example").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @Test
    void answersAnUnknownPathInTheEnvelope() {
        Api.Answer answer = get("/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .isEqualTo("{\"error\":{\"code\":404,\"reason\":\"Not Found\",\"details\":\"Not Found\"}}\n");
    }

    @Test
    void answersAWrongMethodInTheEnvelope() {
        Api.Answer answer = Api.post("/health", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.reason()).isEqualTo("Method Not Allowed");
    }

    @Test
    void asksForTheKeyBeforeAnUnknownPathOfAGuardedGroup() {
        assertThat(get("/content/none/such").status()).isEqualTo(401);
        assertThat(as(stubs.auth.userKey(), "GET", "/content/none/such").status())
                .isEqualTo(404);
        assertThat(as(stubs.auth.userKey(), "PUT", "/content/stats").status()).isEqualTo(404);
    }

    @Test
    void staysReadyWithoutABrokerAndSaysSo() {
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            Api.Answer answer = get("/q/health/ready");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("kafka:");
        });
        assertThat(get("/q/health/live").status()).isEqualTo(200);
        assertThat(get("/q/health/started").status()).isEqualTo(200);
    }

    @Test
    void exposesItsMeters() {
        assertThat(get("/q/metrics").text()).contains("whypfs_upload_stored_total");
    }

    @Test
    void describesEveryRouteThatItServesAndNoOther() {
        // Given
        JsonObject paths = new JsonObject(get("/openapi?format=json").text()).getJsonObject("paths");
        TreeSet<String> described = new TreeSet<>();
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                if (!method.equals("parameters") && !method.equals("head")) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{(\\w+)}", ":$1"));
                }
            }
        }

        // When
        TreeSet<String> served = new TreeSet<>();
        served.addAll(Resources.routes());
        for (String route : frame.served()) {
            served.add(route.startsWith("GET /ipfs") || route.startsWith("GET /gw") ? route + "/:cid" : route);
        }

        // Then
        described.removeIf(route -> route.endsWith("/:cid/:path"));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void showsTheDocumentInABrowser() {
        assertThat(get("/swagger/").text()).contains("swagger-ui");
    }
}
