package io.whypfs.kit.inbox;

import io.whypfs.events.DeadLetterHeaders;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.ReceivedRecord.Poison;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes records that cannot be processed to {@code <topic>.<group>.dlt}, unchanged but for four headers. */
final class DeadLetters implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Map<String, Object> kafka;
    private final String group;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(Map<String, Object> kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /** Returns when the broker has the dead letter. */
    void put(Poison poison) throws BrokerAwayException, InterruptedException {
        ConsumerRecord<byte[], byte[]> raw = poison.raw();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.deadLetter(raw.topic(), group), null, raw.key(), raw.value(), raw.headers());
        set(letter.headers(), DeadLetterHeaders.ERROR, poison.reason());
        set(letter.headers(), DeadLetterHeaders.TOPIC, raw.topic());
        set(letter.headers(), DeadLetterHeaders.PARTITION, Integer.toString(raw.partition()));
        set(letter.headers(), DeadLetterHeaders.OFFSET, Long.toString(raw.offset()));
        try {
            producer().send(letter).get();
        } catch (ExecutionException e) {
            close();
            throw new BrokerAwayException(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            close();
            throw new BrokerAwayException(e);
        }
        LOG.errorf(
                "topic=%s partition=%d offset=%d group=%s error=\"dead letter: %s\"",
                raw.topic(), raw.partition(), raw.offset(), group, poison.reason());
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
