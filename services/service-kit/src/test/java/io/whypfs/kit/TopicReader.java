package io.whypfs.kit;

import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.EventFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, outside any group. */
public final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    public TopicReader(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        consumer.assign(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** All records so far; records of one partition are in its order. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return List.copyOf(seen);
    }

    public List<EventEnvelope> events() {
        EventCodec codec = new EventCodec();
        return records().stream().map(raw -> decode(codec, raw)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static EventEnvelope decode(EventCodec codec, ConsumerRecord<byte[], byte[]> raw) {
        try {
            return codec.decode(raw.value());
        } catch (EventFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
