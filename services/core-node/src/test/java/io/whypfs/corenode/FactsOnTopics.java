package io.whypfs.corenode;

import io.whypfs.events.Event;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.EventFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells facts as other services do, and hears those that are told. For one thread. */
final class FactsOnTopics implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final EventCodec codec = new EventCodec();
    private final Producer<String, String> producer;
    private final Consumer<String, String> consumer;
    private final List<EventEnvelope> heard = new ArrayList<>();

    FactsOnTopics(String bootstrapServers, Collection<String> topics) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "a-test-" + UUID.randomUUID(),
                        "metadata.max.age.ms",
                        "500",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(topics);
    }

    void tell(List<Event> facts) throws ExecutionException, InterruptedException {
        long sequence = 0;
        for (Event fact : facts) {
            EventEnvelope envelope = EventEnvelope.of(fact, ++sequence, NOW, null);
            producer.send(new ProducerRecord<>(fact.topic(), fact.key(), codec.encode(envelope)))
                    .get();
        }
    }

    /** All facts about a key so far. */
    List<EventEnvelope> about(Object key) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
            try {
                heard.add(codec.decode(record.value()));
            } catch (EventFormatException e) {
                throw new IllegalStateException(e);
            }
        });
        return heard.stream().filter(fact -> fact.key().equals(key.toString())).toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
