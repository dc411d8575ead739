package io.whypfs.kit.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows and waits until the broker has acknowledged each or given it up. Makes its producer at the first use, so that
 * a broker that is away does not keep a service from starting. For one thread.
 */
final class OutboxSender implements AutoCloseable {

    private final Map<String, Object> kafka;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * What became of a batch.
     *
     * @param acknowledged ids of the rows that are in the topic
     * @param failure why the others, if any, may not be
     */
    record Outcome(List<Long> acknowledged, Optional<String> failure) {}

    OutboxSender(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    Outcome send(List<OutboxRow> rows) throws InterruptedException {
        Map<OutboxRow, Future<RecordMetadata>> underWay = new LinkedHashMap<>();
        try {
            for (OutboxRow row : rows) {
                Future<RecordMetadata> sent = producer().send(record(row));
                underWay.put(row, sent);
                if (sent.state() == Future.State.FAILED) {
                    // Each further one would block as long before it failed for the same reason.
                    break;
                }
            }
        } catch (KafkaException e) {
            return await(underWay, Optional.of(reason(e)));
        }
        return await(underWay, Optional.empty());
    }

    /** Gives up whatever is under way. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Outcome await(Map<OutboxRow, Future<RecordMetadata>> underWay, Optional<String> earlierFailure)
            throws InterruptedException {
        List<Long> acknowledged = new ArrayList<>();
        Optional<String> failure = earlierFailure;
        for (Map.Entry<OutboxRow, Future<RecordMetadata>> sent : underWay.entrySet()) {
            try {
                sent.getValue().get();
                acknowledged.add(sent.getKey().id());
            } catch (ExecutionException e) {
                failure = Optional.of(reason(e.getCause() == null ? e : e.getCause()));
            }
        }
        if (failure.isPresent()) {
            // A producer that failed once may be fenced or out of sequence; a new one is cheap.
            close();
        }
        return new Outcome(acknowledged, failure);
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
            // One request per broker for the whole batch, not one for its first row and one for the others.
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private static ProducerRecord<String, byte[]> record(OutboxRow row) {
        return new ProducerRecord<>(row.topic(), row.key(), row.payload().getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(Throwable e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
