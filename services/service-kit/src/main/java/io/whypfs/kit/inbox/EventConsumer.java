package io.whypfs.kit.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.events.EventCodec;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.Backoff;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of one topic for one consumer group, each with one effect; see the package for the flow. One thread of
 * its own; {@link #start} and {@link #stop} may be called from any.
 */
public final class EventConsumer {

    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Settings settings;
    private final Degraded degraded;
    private final Clock clock;
    private final String part;
    private final EventCodec codec = new EventCodec();
    private final InboxTransaction transaction;
    private final InboxMetrics metrics;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private Instant pruned;
    private volatile boolean running;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private @Nullable Thread thread;

    /**
     * What to consume and how.
     *
     * @param kafka the client settings that reach the broker
     * @param batch how many records go into one transaction at most
     * @param attempts how often a record is tried before it is a dead letter
     * @param retention how long event ids are remembered
     */
    public record Settings(
            Map<String, Object> kafka, String topic, String group, int batch, int attempts, Duration retention) {}

    public EventConsumer(
            Settings settings,
            DataSource dataSource,
            EventHandler handler,
            Degraded degraded,
            MeterRegistry registry,
            Clock clock) {
        this.settings = settings;
        this.degraded = degraded;
        this.clock = clock;
        this.part = "consumer " + settings.topic();
        this.transaction = new InboxTransaction(dataSource, handler, clock);
        this.metrics = new InboxMetrics(registry, settings.topic());
        this.pruned = clock.instant();
    }

    public synchronized void start() {
        if (thread == null) {
            running = true;
            thread = Thread.ofPlatform()
                    .daemon()
                    .name("consumer-" + settings.topic())
                    .start(this::run);
        }
    }

    /** Finishes the batch in hand, commits it and leaves the group. */
    public synchronized void stop() {
        running = false;
        Consumer<byte[], byte[]> polling = current;
        if (polling != null) {
            polling.wakeup();
        }
        Thread ending = thread;
        if (ending != null) {
            try {
                if (!ending.join(STOP_LIMIT)) {
                    ending.interrupt();
                }
            } catch (InterruptedException e) {
                ending.interrupt();
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    private void run() {
        while (running) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    DeadLetters deadLetters = new DeadLetters(settings.kafka(), settings.group())) {
                current = consumer;
                try {
                    consume(consumer, new BatchApplier(transaction, deadLetters, metrics, settings.attempts()));
                } finally {
                    // A group that is only being joined is left without waiting for the broker's word on it.
                    consumer.close(CloseOptions.timeout(LEAVE_LIMIT));
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debugf("topic=%s group=%s consumer woken", settings.topic(), settings.group());
            } catch (InterruptedException e) {
                running = false;
            } catch (KafkaException | IllegalStateException e) {
                degraded.report(part, "the consumer starts anew: " + e.getMessage());
                sleep(backoff.next());
            } finally {
                current = null;
            }
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer, BatchApplier applier) throws InterruptedException {
        Position position = new Position(consumer);
        consumer.subscribe(List.of(settings.topic()));
        while (running) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            try {
                if (!batch.isEmpty()) {
                    applier.apply(decode(batch));
                    position.commit(batch);
                }
                pruneNowAndThen();
                degraded.clear(part);
                backoff.reset();
            } catch (DatabaseAwayException | BrokerAwayException e) {
                degraded.report(part, String.valueOf(e.getMessage()));
                position.rewind(batch);
                position.hold(backoff.next());
            }
        }
    }

    private List<ReceivedRecord> decode(ConsumerRecords<byte[], byte[]> batch) {
        List<ReceivedRecord> records = new ArrayList<>(batch.count());
        for (ConsumerRecord<byte[], byte[]> raw : batch) {
            records.add(ReceivedRecord.decode(codec, raw));
        }
        return records;
    }

    private void pruneNowAndThen() throws DatabaseAwayException {
        Instant now = clock.instant();
        if (Duration.between(pruned, now).compareTo(PRUNE_EVERY) < 0) {
            return;
        }
        pruned = now;
        try {
            transaction.prune(settings.retention());
        } catch (SQLException e) {
            LOG.warnf(e, "error=\"old inbox rows stay until the next hour\"");
        }
    }

    private void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> consumer = new HashMap<>(settings.kafka());
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        // Facts may wait for half a second; a transaction and an offset commit for each would cost more than what they
        // tell.
        consumer.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 256 * 1024);
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        // A topic that is made after the subscription is found this soon.
        consumer.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        consumer.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return consumer;
    }
}
