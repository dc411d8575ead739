package io.whypfs.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whypfs.events.DeadLetterHeaders;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.Topics;
import io.whypfs.kit.Facts;
import io.whypfs.kit.KitDatabase;
import io.whypfs.kit.TopicReader;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.BrokerWatch;
import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.local.postgres.PostgresServer;
import io.whypfs.testsupport.TestKafka;
import io.whypfs.testsupport.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumers between a real broker and a real PostgreSQL. */
@Timeout(180)
class EventConsumerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static final long REFUSED_BY_THE_TABLE = 1000;

    private final KitDatabase database = new KitDatabase();
    private final Degraded degraded = new Degraded();
    private final EventCodec codec = new EventCodec();
    private final String topic = "content-" + TOPICS.incrementAndGet();
    private final String deadLetters = Topics.deadLetter(topic, "tests");
    private final List<EventConsumer> consumers = new ArrayList<>();
    private KafkaServer kafka;
    private BrokerWatch broker;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void startBroker() {
        kafka = TestKafka.start();
        broker = new BrokerWatch(new BrokerWatch.Settings(settings(), 3, (short) 1), degraded);
        broker.require(List.of(topic, deadLetters));
        await().atMost(LIMIT).until(broker::topicsReady);
        producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stopAll() {
        producer.close(Duration.ZERO);
        consumers.forEach(EventConsumer::stop);
        broker.stop();
    }

    @Test
    void putsPoisonOnTheDeadLetterTopicAndGoesOn() throws Exception {
        // Given
        byte[] garbage = "{\"type\":".getBytes(StandardCharsets.UTF_8);
        String unknown = codec.encode(Facts.stored(2, 1)).replace("ContentStored", "ContentPainted");
        consumer(this::note);

        // When
        send("1", garbage);
        send("1", codec.encode(Facts.stored(1, 1)));
        send("2", unknown);
        send("2", codec.encode(Facts.stored(2, 2)));

        // Then
        await().atMost(LIMIT).until(() -> effects().equals(List.of(1L, 2L)));
        try (TopicReader letters = new TopicReader(kafka.bootstrapServers(), deadLetters)) {
            await().atMost(LIMIT).until(() -> letters.records().size() == 2);
            ConsumerRecord<byte[], byte[]> first = letters.records().stream()
                    .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals("1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.value()).isEqualTo(garbage);
            assertThat(header(first, DeadLetterHeaders.ERROR)).startsWith("The value is not JSON: ");
            assertThat(header(first, DeadLetterHeaders.TOPIC)).isEqualTo(topic);
            assertThat(header(first, DeadLetterHeaders.PARTITION)).isIn("0", "1", "2");
            assertThat(header(first, DeadLetterHeaders.OFFSET)).isEqualTo("0");
            ConsumerRecord<byte[], byte[]> second = letters.records().stream()
                    .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals("2"))
                    .findFirst()
                    .orElseThrow();
            assertThat(header(second, DeadLetterHeaders.ERROR))
                    .isEqualTo("The event type ContentPainted version 1 is not known to this consumer.");
        }
    }

    @Test
    void givesUpOnlyTheRecordThatFailsEachTime() throws Exception {
        // Given
        for (long content = 1; content <= 20; content++) {
            send("same-partition", codec.encode(Facts.stored(content, content == 10 ? REFUSED_BY_THE_TABLE : 1)));
        }

        // When
        consumer(this::note);

        // Then
        await().atMost(LIMIT).until(() -> effects().size() == 19);
        assertThat(effects())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20)
                        .filter(content -> content != 10)
                        .boxed()
                        .toList());
        try (TopicReader letters = new TopicReader(kafka.bootstrapServers(), deadLetters)) {
            await().atMost(LIMIT).until(() -> letters.records().size() == 1);
            assertThat(header(letters.records().getFirst(), DeadLetterHeaders.ERROR))
                    .startsWith("failed 3 times: PSQLException: ");
            assertThat(header(letters.records().getFirst(), DeadLetterHeaders.OFFSET))
                    .isEqualTo("9");
        }
    }

    @Test
    void takesTheHandlersWordForPoison() throws Exception {
        // Given
        AtomicInteger calls = new AtomicInteger();
        consumer((connection, envelope) -> {
            calls.incrementAndGet();
            throw new PoisonEventException("nobody can process this");
        });

        // When
        send("1", codec.encode(Facts.stored(1, 1)));

        // Then
        try (TopicReader letters = new TopicReader(kafka.bootstrapServers(), deadLetters)) {
            await().atMost(LIMIT).until(() -> letters.records().size() == 1);
            assertThat(header(letters.records().getFirst(), DeadLetterHeaders.ERROR))
                    .isEqualTo("nobody can process this");
        }
        assertThat(calls.get()).isEqualTo(2);
        assertThat(database.number("select count(*) from inbox")).isZero();
    }

    @Test
    void givesADuplicateNoSecondEffect() throws Exception {
        // Given
        String told = codec.encode(Facts.stored(1, 1));
        consumer(this::note);

        // When
        send("1", told);
        send("1", told);
        await().atMost(LIMIT).until(() -> effects().size() == 1);
        send("1", told);
        send("1", codec.encode(Facts.stored(2, 1)));

        // Then
        await().atMost(LIMIT).until(() -> effects().contains(2L));
        assertThat(effects()).containsExactly(1L, 2L);
    }

    @Test
    void goesOnWhereItWasWhenTheDatabaseIsBack() throws Exception {
        // Given
        PostgresServer postgres = TestPostgres.start();
        consumer(this::note);
        send("1", codec.encode(Facts.stored(1, 1)));
        await().atMost(LIMIT).until(() -> effects().size() == 1);

        // When
        postgres.kill();
        for (long content = 2; content <= 50; content++) {
            send(Long.toString(content), codec.encode(Facts.stored(content, 1)));
        }
        await().atMost(LIMIT).until(() -> degraded.reason("consumer " + topic).isPresent());
        postgres.start();

        // Then
        await().atMost(LIMIT).until(() -> effects().size() == 50);
        assertThat(effects())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        await().atMost(LIMIT).until(() -> !degraded.isDegraded());
        try (TopicReader letters = new TopicReader(kafka.bootstrapServers(), deadLetters)) {
            assertThat(letters.records()).isEmpty();
        }
    }

    @Test
    void goesOnWhereItWasWhenTheBrokerIsBack() throws Exception {
        // Given
        consumer(this::note);
        send("1", codec.encode(Facts.stored(1, 1)));
        await().atMost(LIMIT).until(() -> effects().size() == 1);

        // When
        kafka.kill();
        await().atMost(LIMIT).until(() -> degraded.reason(BrokerWatch.PART).isPresent());
        kafka.start();
        send("2", codec.encode(Facts.stored(2, 1)));

        // Then
        await().atMost(LIMIT).until(() -> effects().equals(List.of(1L, 2L)));
        await().atMost(LIMIT).until(() -> !degraded.isDegraded());
    }

    @Test
    void losesNothingAndDoublesNothingWhenMembersComeAndGo() throws Exception {
        // Given
        List<Future<?>> sent = new ArrayList<>();
        for (long content = 1; content <= 300; content++) {
            sent.add(producer.send(new ProducerRecord<>(
                    topic, Long.toString(content), bytes(codec.encode(Facts.stored(content, 1))))));
        }
        for (Future<?> future : sent) {
            future.get();
        }

        // When
        consumer(this::note);
        consumer(this::note);
        await().atMost(LIMIT).until(() -> !effects().isEmpty());
        consumers.getFirst().stop();
        consumer(this::note);

        // Then
        await().atMost(LIMIT).until(() -> effects().size() >= 300);
        assertThat(effects())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
    }

    private void consumer(EventHandler handler) {
        EventConsumer.Settings how = new EventConsumer.Settings(settings(), topic, "tests", 25, 3, Duration.ofDays(1));
        EventConsumer consumer = new EventConsumer(
                how, database.dataSource(), handler, degraded, new SimpleMeterRegistry(), Clock.systemUTC());
        consumers.add(consumer);
        consumer.start();
    }

    private void note(Connection connection, EventEnvelope envelope) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into effects (content, sequence) values (?, ?)")) {
            insert.setLong(1, Long.parseLong(envelope.key()));
            insert.setLong(2, envelope.sequence());
            insert.executeUpdate();
        }
    }

    private List<Long> effects() {
        return database.numbers("select content from effects order by content");
    }

    private void send(String key, String value) throws Exception {
        send(key, bytes(value));
    }

    private void send(String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
