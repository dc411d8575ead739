package io.whypfs.scheduler.contents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.Event;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.Topics;
import io.whypfs.kit.internal.InternalCredential;
import io.whypfs.local.process.Processes;
import io.whypfs.scheduler.SchedulerBackends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The service with its real database and broker, from outside. */
@QuarkusTest
@QuarkusTestResource(SchedulerBackends.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class ContentFactsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    private static final Instant TIME = Instant.parse("2026-11-24T10:15:30Z");
    private static final UUID BUCKET = UUID.fromString("6f1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d");

    private final EventCodec codec = new EventCodec();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = SchedulerBackends.BROKER_PID)
    long brokerPid;

    @Test
    void aStoredContentWaitsForABucket() throws Exception {
        // When
        tell(stored(101, null), 1);
        tell(stored(102, BUCKET), 1);

        // Then
        await().atMost(LIMIT).until(() -> standing(102).statusCode() == 200);
        JsonPath plain = standing(101).jsonPath();
        assertThat(plain.getLong("content")).isEqualTo(101);
        assertThat(plain.getString("state")).isEqualTo("unassigned");
        assertThat(plain.getString("since")).isEqualTo("2026-11-24T10:15:30Z");
        assertThat(plain.getString("why")).isEqualTo("No bucket has taken it up yet.");
        assertThat(plain.getString("next"))
                .isEqualTo("The next look at waiting contents, one every 1 second, puts it into a bucket."
                        + " Until then it stays on its home cores.");
        assertThat(standing(102).jsonPath().getString("why"))
                .isEqualTo("It was stored for the bucket " + BUCKET + ", and there is none of that name.");
    }

    @Test
    void aDeletedContentIsDroppedForGood() throws Exception {
        // Given
        tell(stored(201, null), 1);
        tell(new ContentDeleted(201, 7, CID), 2);

        // When
        tell(stored(201, null), 1);
        tell(stored(201, null), 3);
        tell(stored(202, null), 1);

        // Then
        await().atMost(LIMIT)
                .until(() -> known(202).equals(List.of(202)) && known(201).equals(List.of(201)));
        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .until(() -> state(201).equals("dropped"));
        assertThat(standing(201).jsonPath().getString("why")).isEqualTo("Its owner deleted it.");
    }

    @Test
    void aDeletionThatArrivesFirstKeepsTheContentAway() throws Exception {
        // Given
        tell(new ContentDeleted(301, 7, CID), 2);
        await().atMost(LIMIT).until(() -> standing(301).statusCode() == 200);

        // When
        tell(stored(301, null), 1);

        // Then
        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .until(() -> state(301).equals("dropped"));
        assertThat(known(301)).containsExactly(301);
    }

    @Test
    void anOlderFactDoesNotReplaceANewerOne() throws Exception {
        // Given
        tell(stored(401, BUCKET), 2);

        // When
        tell(stored(401, null), 1);
        tell(stored(401, null), 2);
        tell(stored(402, null), 1);

        // Then
        await().atMost(LIMIT).until(() -> known(401, 402).equals(List.of(401, 402)));
        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .until(() -> standing(401).jsonPath().getString("why").contains(BUCKET.toString()));
    }

    @Test
    void tellsWhichContentsItKnows() throws Exception {
        // Given
        tell(stored(501, null), 1);
        tell(stored(502, null), 1);
        await().atMost(LIMIT).until(() -> known(501, 502).size() == 2);

        // When, Then
        assertThat(known(599, 502, 598, 501, 502)).containsExactly(502, 501);
        assertThat(known()).isEmpty();
    }

    @Test
    void answersProblemsForWhatItCannotAnswer() {
        standing(999999)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:whypfs:problem:unknown-content"))
                .body("status", equalTo(404));
        inside().body("{}")
                .post("/internal/v1/contents/known")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"));
        inside().body("{\"contents\":[1,null]}")
                .post("/internal/v1/contents/known")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"));
        inside().body("{\"contents\":\"")
                .post("/internal/v1/contents/known")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        inside().get("/internal/v1/nothing-here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:whypfs:problem:not-found"));
        inside().contentType("text/plain")
                .body("x")
                .post("/internal/v1/contents/known")
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:whypfs:problem:unsupported-media-type"));
    }

    @Test
    void refusesInternalRequestsWithoutTheCredential() {
        for (String path : List.of(
                "/internal/v1/contents/1",
                "//internal/v1/contents/1",
                "/x/../internal/v1/contents/1",
                "/%69nternal/v1/contents/1",
                "/internal;a=b/v1/contents/1")) {
            given().urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:whypfs:problem:internal-credential"));
        }
        given().header(InternalCredential.HEADER, "0123456789abcdef0123456789abcdeX")
                .contentType(ContentType.JSON)
                .body("{\"contents\":[1]}")
                .post("/internal/v1/contents/known")
                .then()
                .statusCode(401);
    }

    @Test
    void countsWhatWaits() throws Exception {
        // When
        tell(stored(601, null), 1);

        // Then
        await().atMost(LIMIT).until(() -> unassignedMetric() >= 1.0);
        given().get("/q/metrics").then().statusCode(200).body(containsString("whypfs_inbox_records_total"));
    }

    @Test
    void isReadyWithoutAWordWhenAllIsWell() {
        await().atMost(LIMIT)
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'degraded' }.status", equalTo("UP"))
                        .body("checks.find { it.name == 'degraded' }.data", equalTo(null))
                        .body("checks.find { it.name.contains('atabase') }.status", equalTo("UP")));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void staysReadyAndSaysDegradedWhenTheBrokerIsAway() {
        // When
        Processes.signal(brokerPid, "STOP");
        try {
            // Then
            await().atMost(LIMIT)
                    .untilAsserted(() -> given().get("/q/health/ready")
                            .then()
                            .statusCode(200)
                            .body("status", equalTo("UP"))
                            .body(
                                    "checks.find { it.name == 'degraded' }.data.degraded",
                                    containsString("kafka: the broker does not answer")));
        } finally {
            Processes.signal(brokerPid, "CONT");
        }
    }

    private double unassignedMetric() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("whypfs_scheduler_unassigned "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private void tell(Event event, long sequence) throws Exception {
        String json = codec.encode(EventEnvelope.of(event, sequence, TIME, null));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.CONTENT, event.key(), json.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static ContentStored stored(long content, UUID bucket) {
        return new ContentStored(content, 7, CID, "a.txt", 10, 11, 99, 1, List.of("core-1"), 1, bucket);
    }

    private static RequestSpecification inside() {
        return given().header(InternalCredential.HEADER, SchedulerBackends.TOKEN)
                .contentType(ContentType.JSON);
    }

    private static Response standing(long content) {
        return inside().get("/internal/v1/contents/" + content);
    }

    private static String state(long content) {
        return standing(content).jsonPath().getString("state");
    }

    private static List<Integer> known(Integer... contents) {
        return inside().body(Map.of("contents", List.of(contents)))
                .post("/internal/v1/contents/known")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("known");
    }
}
