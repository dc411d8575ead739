package io.whypfs.deals.deals;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.whypfs.deals.DealsBackends;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceReady;
import io.whypfs.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service as it is wired, without a chain node. */
@QuarkusTest
@QuarkusTestResource(DealsBackends.class)
@Timeout(120)
class DealServiceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private static RequestSpecification inside() {
        return given().header("Whypfs-Internal", DealsBackends.TOKEN);
    }

    @Test
    void pieceWaitsWithReasonWhileNoChainNodeIsConfigured() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        inside().get("/internal/v1/buckets/{uuid}/deals", bucket)
                .then()
                .statusCode(200)
                .body("target", equalTo(0))
                .body("why", equalTo("The bucket's piece is not built yet."));

        // When
        tell(new PieceReady(
                bucket,
                1,
                "core-1",
                DealSamples.PIECE.toString(),
                "bafkzv2",
                1 << 20,
                1_000_000,
                DealSamples.ROOT.toString(),
                3,
                10));

        // Then
        await().atMost(LIMIT)
                .untilAsserted(() -> inside().get("/internal/v1/buckets/{uuid}/deals", bucket)
                        .then()
                        .statusCode(200)
                        .body("target", equalTo(6))
                        .body("live", equalTo(0))
                        .body("deals", hasSize(0))
                        .body("piece.pieceCid", equalTo(DealSamples.PIECE.toString()))
                        .body("piece.carBytes", equalTo(1_000_000))
                        .body("why", containsString("No chain node is configured; set whypfs.chain.url."))
                        .body("next", equalTo("Deal making goes on when the setting or the node is corrected.")));
    }

    @Test
    void switchOfDealMakingIsKept() {
        // When
        inside().contentType("application/json")
                .body(Map.of("enabled", false, "reason", "The operator moves house."))
                .put("/internal/v1/deal-making")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("working", equalTo(false));

        // Then
        inside().get("/internal/v1/deal-making")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("why", equalTo("Deal making is switched off: The operator moves house."))
                .body("publicUrl", startsWith("http"));

        // When
        inside().contentType("application/json")
                .body(Map.of("enabled", true, "reason", "Moved."))
                .put("/internal/v1/deal-making")
                .then()
                .statusCode(200)
                // Then
                .body("enabled", equalTo(true))
                .body("working", equalTo(false))
                .body("why", equalTo("No chain node is configured; set whypfs.chain.url."));
    }

    @Test
    void refusesQuestionsItCannotRead() {
        inside().get("/internal/v1/deals/{uuid}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:whypfs:problem:unknown-deal"));
        inside().get("/internal/v1/deals/7").then().statusCode(404);
        inside().get("/internal/v1/deals/by-proposal/bafyreinothing").then().statusCode(404);
        inside().get("/internal/v1/deals/not-a-uuid/transitions").then().statusCode(400);
        inside().get("/internal/v1/buckets/not-a-uuid/deals").then().statusCode(400);
        inside().get("/internal/v1/deals?state=dreaming").then().statusCode(400);
        inside().get("/internal/v1/deals?limit=0").then().statusCode(400);
        inside().get("/internal/v1/deals?provider=x").then().statusCode(400);
        inside().get("/internal/v1/deals?state=active&provider=t01000&bucket=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        inside().contentType("application/json")
                .body("{\"enabled\":true}")
                .put("/internal/v1/deal-making")
                .then()
                .statusCode(400);
        given().get("/internal/v1/deals").then().statusCode(401);
    }

    private void tell(PieceReady ready) throws Exception {
        byte[] value = new EventCodec()
                .encode(EventEnvelope.of(ready, 1, DealSamples.AT, null))
                .getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.PIECE, ready.key(), value))
                    .get();
        }
    }
}
