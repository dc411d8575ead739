package io.whypfs.api.facts;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.Event;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceReady;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Facts of the other services, through a real broker. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@QuarkusTestResource(value = Broker.class, restrictToAnnotatedClass = true)
@Timeout(120)
class FactTopicsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant T = ToldFacts.TIME;

    private final EventCodec codec = new EventCodec();

    @Inject
    Stubs stubs;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @Test
    void keepsWhatIsToldOfBucketsPiecesAndDeals() throws Exception {
        // Given
        stubs.up();
        String key = stubs.auth.userKey();
        long content = upload(key, "/content/add", file("f", "through the broker"))
                .json()
                .getLong("estuaryId");
        UUID bucket = UUID.randomUUID();
        UUID deal = UUID.randomUUID();
        String core = stubs.coreA.id.toString();

        // When
        tell(new ContentsAssigned(bucket, 1, List.of(content)), 1, T);
        tell(new BucketSealed(bucket, 1, "p", core, null, 1, 1, 10, "It was full."), 3, T.plusSeconds(1));
        tell(new PieceReady(bucket, 1, core, "baga", "bafkz", 256, 10, "bafyroot", 1, 1), 1, T.plusSeconds(2));
        tell(ToldFacts.change(deal, 1, bucket, "f01000", "accepted"), 3, T.plusSeconds(5));
        tell(ToldFacts.change(deal, 1, bucket, "f01000", "planned"), 1, T.plusSeconds(3));
        tell(ToldFacts.change(deal, 1, bucket, "f01000", "proposing"), 2, T.plusSeconds(4));
        tell(ToldFacts.change(deal, 1, bucket, "f01000", "accepted"), 3, T.plusSeconds(5));

        // Then
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonObject timeline =
                    as(key, "GET", "/content/" + content + "/timeline").json();
            assertThat(timeline.getJsonArray("steps").stream()
                            .map(JsonObject.class::cast)
                            .filter(step -> !step.getString("state").equals("waiting"))
                            .map(step -> step.getString("step")))
                    .containsExactly("stored", "in-bucket", "sealed", "piece", "planned", "proposed", "accepted");
            assertThat(timeline.getJsonArray("deals").getJsonObject(0).getString("state"))
                    .isEqualTo("accepted");
        });
        assertThat(as(key, "GET", "/content/" + content).json().getString("bucket"))
                .isEqualTo(bucket.toString());
    }

    private void tell(Event fact, long sequence, Instant time) throws Exception {
        EventEnvelope envelope = EventEnvelope.of(fact, sequence, time, null);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(envelope.topic(), envelope.key(), codec.encode(envelope)))
                    .get();
        }
    }
}
