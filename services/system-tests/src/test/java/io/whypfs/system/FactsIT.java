package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.testsupport.WhypfsSystem;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Facts leave through the outbox: none lost, in order per content, whatever happens to the broker or to an api-node. */
@Timeout(400)
class FactsIT {

    private static final String TOPIC = "whypfs.content.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WhypfsSystem system = SharedSystem.get();
    private final FrontDoor door = SharedSystem.frontDoor();

    @Test
    void aThousandUploadsSucceedWithTheBrokerStoppedAndAllAreKnownAfterwards() throws Exception {
        // Given
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        system.stopProcess("kafka");
        try {
            // When
            uploadSmallFiles(1000, 8, ids);
            assertThat(ids).hasSize(1000);
            assertThat(SharedSystem.knownToScheduler(ids)).isZero();
        } finally {
            system.continueProcess("kafka");
        }

        // Then
        await("exactly these contents are known")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(SharedSystem.knownToScheduler(ids)).isEqualTo(1000));
    }

    @Test
    void factsOfAContentStayInOrderWhenAnApiNodeIsKilled() throws Exception {
        // Given
        Set<Long> deleted = ConcurrentHashMap.newKeySet();
        AtomicLong made = new AtomicLong();
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                work.add(pool.submit(() -> {
                    for (int n = 0; n < 60; n++) {
                        uploadAndDelete(made, deleted);
                    }
                    return null;
                }));
            }
            // When
            await().atMost(Duration.ofMinutes(1)).until(() -> made.get() > 60);
            system.kill9("api-node-1");
            for (Future<?> part : work) {
                part.get();
            }
        }
        assertThat(deleted).hasSizeGreaterThan(100);

        // Then
        await("every delete is told after its store")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(factsInOrder()).containsAll(deleted));
    }

    @Test
    void aPoisonRecordLandsOnTheDeadLetterTopicWithItsReason() throws Exception {
        // Given
        String poison = "this is not an envelope " + System.nanoTime();
        Properties settings = new Properties();
        settings.put("bootstrap.servers", system.kafkaBootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            // When
            producer.send(new ProducerRecord<>(TOPIC, "1", poison)).get();
        }

        // Then
        await("the dead letter is there")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    List<ConsumerRecord<String, String>> letters = readAll(TOPIC + ".bucket-scheduler.dlt");
                    assertThat(letters).anySatisfy(letter -> {
                        assertThat(letter.value()).isEqualTo(poison);
                        assertThat(new String(
                                        letter.headers()
                                                .lastHeader("whypfs-error")
                                                .value(),
                                        StandardCharsets.UTF_8))
                                .isNotBlank();
                    });
                });
        long after = door.upload("after-poison", poison.getBytes(StandardCharsets.UTF_8))
                .get("estuaryId")
                .asLong();
        await("the consumer went on")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(SharedSystem.knownToScheduler(Set.of(after))).isEqualTo(1));
    }

    private void uploadAndDelete(AtomicLong made, Set<Long> deleted) throws InterruptedException {
        long n = made.incrementAndGet();
        try {
            HttpResponse<byte[]> answer =
                    door.add("", FrontDoor.Part.of("order-" + n, new SeededBytes(n, 1000).toArray()));
            if (answer.statusCode() == 200) {
                long id = FrontDoor.json(answer).get("estuaryId").asLong();
                if (door.delete("/content/" + id).statusCode() == 202) {
                    deleted.add(id);
                }
            }
        } catch (java.io.IOException e) {
            // The node that held this request was killed: nothing was acknowledged.
            made.get();
        }
    }

    /** Reads the topic and returns the contents told deleted, each after having been told stored, without a sequence going back. */
    private Set<Long> factsInOrder() throws Exception {
        Map<String, Long> last = new HashMap<>();
        Set<Long> told = new HashSet<>();
        for (ConsumerRecord<String, String> fact : readAll(TOPIC)) {
            if (!fact.value().startsWith("{")) {
                continue;
            }
            JsonNode envelope = JSON.readTree(fact.value());
            long sequence = envelope.get("sequence").asLong();
            Long before = last.put(fact.key(), sequence);
            if (envelope.get("type").asText().equals("ContentDeleted")) {
                assertThat(before)
                        .as("stored before deleted, content %s", fact.key())
                        .isNotNull();
                told.add(Long.valueOf(fact.key()));
            }
        }
        return told;
    }

    private void uploadSmallFiles(int count, int threads, Set<Long> ids) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> uploads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] bytes = ("broker down " + i + " " + System.nanoTime()).getBytes(StandardCharsets.UTF_8);
                String name = "small-" + i;
                uploads.add(pool.submit(
                        () -> door.upload(name, bytes).get("estuaryId").asLong()));
            }
            for (Future<Long> upload : uploads) {
                ids.add(upload.get());
            }
        }
    }

    private List<ConsumerRecord<String, String>> readAll(String topic) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", system.kafkaBootstrapServers());
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
