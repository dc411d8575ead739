package io.whypfs.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.local.process.FreePorts;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaServerIT {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir
    private Path folder;

    private KafkaServer server;

    @BeforeEach
    void start() {
        server = server().start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keepsRecordsOverAKillAndAStart() throws Exception {
        // Given
        createTopic();
        send("acknowledged");

        // When
        server.kill();
        server.start();

        // Then
        assertThat(read()).containsExactly("acknowledged");
    }

    @Test
    void keepsRecordsOverAStopAndAStartOnOtherPorts() throws Exception {
        // Given
        createTopic();
        send("acknowledged");

        // When
        server.stop();
        server = server().start();

        // Then
        assertThat(read()).containsExactly("acknowledged");
    }

    private KafkaServer server() {
        FreePorts ports = new FreePorts();
        return new KafkaServer(
                BuiltTree.find(),
                new KafkaServer.Settings(folder, folder.resolve("kafka.log"), ports.next(), ports.next()));
    }

    private void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void send(String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", value)).get();
        }
    }

    private List<String> read() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            return consumer.poll(Duration.ofSeconds(30)).records(PARTITION).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
