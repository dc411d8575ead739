package io.whypfs.deals.contents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.deals.DealsBackends;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.DeadLetterHeaders;
import io.whypfs.events.Event;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.Topics;
import io.whypfs.local.process.Processes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The service with its real database and broker. */
@QuarkusTest
@QuarkusTestResource(DealsBackends.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class ContentFactsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    private static final Instant TIME = Instant.parse("2026-11-24T10:15:30Z");

    private final EventCodec codec = new EventCodec();

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = DealsBackends.BROKER_PID)
    long brokerPid;

    @Test
    void remembersTheSizesOfAStoredContent() throws Exception {
        // When
        tell(stored(101), 1);

        // Then
        await().atMost(LIMIT).until(() -> row(101).equals("known 1 10/11/99/1 x2"));
    }

    @Test
    void aDeletedContentStaysDropped() throws Exception {
        // Given
        tell(stored(201), 1);
        tell(new ContentDeleted(201, 7, CID), 2);
        tell(new ContentDeleted(202, 7, CID), 2);

        // When
        tell(stored(201), 3);
        tell(stored(202), 1);
        tell(stored(203), 1);

        // Then
        await().atMost(LIMIT)
                .until(() -> List.of(row(201), row(202), row(203))
                        .equals(List.of(
                                "dropped 2 10/11/99/1 x2",
                                "dropped 2 null/null/null/null xnull",
                                "known 1 10/11/99/1 x2")));
        await().atMost(LIMIT).until(() -> committedOffsets() == endOffsets());
        assertThat(row(201)).isEqualTo("dropped 2 10/11/99/1 x2");
        assertThat(row(202)).isEqualTo("dropped 2 null/null/null/null xnull");
    }

    @Test
    void putsWhatItCannotReadOnItsOwnDeadLetterTopic() throws Exception {
        // When
        send("301", "not an event");
        tell(stored(301), 1);

        // Then
        await().atMost(LIMIT).until(() -> row(301).equals("known 1 10/11/99/1 x2"));
        ConsumerRecord<byte[], byte[]> letter = firstDeadLetter();
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("not an event");
        assertThat(new String(
                        letter.headers().lastHeader(DeadLetterHeaders.ERROR).value(), StandardCharsets.UTF_8))
                .startsWith("The value is not JSON: ");
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
                            .body("checks.find { it.name == 'degraded' }.data.degraded", containsString("kafka: ")));
        } finally {
            Processes.signal(brokerPid, "CONT");
        }
    }

    private String row(long content) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select state, sequence, file_bytes, dag_bytes,"
                        + " car_bytes, block_count, replication from known_contents where content_id = ?")) {
            select.setLong(1, content);
            try (ResultSet rows = select.executeQuery()) {
                return !rows.next()
                        ? "unknown"
                        : rows.getString(1) + " " + rows.getLong(2) + " " + rows.getString(3) + "/" + rows.getString(4)
                                + "/" + rows.getString(5) + "/" + rows.getString(6) + " x" + rows.getString(7);
            }
        }
    }

    private long committedOffsets() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            return admin.listConsumerGroupOffsets("deal-maker").partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }

    private long endOffsets() {
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            return consumer.endOffsets(partitions(consumer, Topics.CONTENT)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private ConsumerRecord<byte[], byte[]> firstDeadLetter() {
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            consumer.assign(partitions(consumer, "whypfs.content.v1.deal-maker.dlt"));
            consumer.seekToBeginning(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            await().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
            });
            return letters.getFirst();
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void tell(Event event, long sequence) throws Exception {
        send(event.key(), codec.encode(EventEnvelope.of(event, sequence, TIME, null)));
    }

    private void send(String key, String value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.CONTENT, key, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", brokers);
    }

    private static ContentStored stored(long content) {
        return new ContentStored(content, 7, CID, "a.txt", 10, 11, 99, 1, List.of("core-1"), 2, null);
    }
}
